using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpenStackImage.Tests.Harness;

/// <summary>A runspace of the real engine, as a PowerShell window is one.</summary>
internal sealed class Shell : IDisposable
{
    private const int DefaultWidth = 160;
    private const string ResultVariable = "ShellTerminated";

    /// <summary>A terminating error is caught, so that a test can distinguish it from a non-terminating one.</summary>
    private const string Catching = $$"""
        param($script)
        $global:{{ResultVariable}} = $null
        try { . ([scriptblock]::Create($script)) } catch { $global:{{ResultVariable}} = $_ }
        """;

    private readonly Runspace _runspace;
    private readonly StringWriter _screen = new();

    private Shell(int width, bool isTerminal = false, TextReader? keyboard = null, TextWriter? messages = null)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        var ui = new TextUserInterface(_screen, messages ?? _screen, keyboard ?? new TypedPassword(_screen), width, isTerminal);
        _runspace = RunspaceFactory.CreateRunspace(new TestHost(ui), state);
        _runspace.Open();
    }

    public static Shell WithoutModule() => new(DefaultWidth);

    public static Shell WithModule(
        int width = DefaultWidth, bool isTerminal = false, TextReader? keyboard = null, TextWriter? messages = null)
    {
        var shell = new Shell(width, isTerminal, keyboard, messages);
        shell.ImportModule();
        return shell;
    }

    public void ImportModule(string options = "")
        => Set("manifest", Build.ModuleManifest).Run($"Import-Module $manifest {options}").MustSucceed();

    public Shell Set(string name, object? value)
    {
        _runspace.SessionStateProxy.SetVariable(name, value);
        return this;
    }

    /// <summary>Set-Location.</summary>
    public void GoTo(string folder) => _runspace.SessionStateProxy.Path.SetLocation(folder);

    /// <summary>Signs in, as the default session and as a variable named after the user.</summary>
    public void Connect(Uri authUrl, CloudAccount account, string options = "")
    {
        Set("credential", Credential(account.UserName, account.Password)).Set("url", authUrl.AbsoluteUri)
            .Set("project", account.ProjectName);
        Run(
            $"${account.UserName} = Connect-OpenStack -AuthUrl $url -Credential $credential -ProjectName $project -UserDomain "
                + $"{CloudAccount.Domain} -ProjectDomain {CloudAccount.Domain} {options}")
            .MustSucceed();
    }

    /// <summary>Runs a script. Neither kind of error is thrown: the result holds both.</summary>
    public ShellResult Run(string script)
    {
        using var running = Start(script);
        return running.Finish();
    }

    /// <summary>Starts a script and returns while it runs.</summary>
    public RunningScript Start(string script)
    {
        var powershell = PowerShell.Create(_runspace);
        powershell.AddScript(Catching).AddArgument(script);
        return new RunningScript(powershell, () => _runspace.SessionStateProxy.GetVariable(ResultVariable) as ErrorRecord);
    }

    /// <summary>What the screen shows when somebody types this: lines without trailing blanks, and without empty ones.</summary>
    public string[] Show(string script) => [.. Screen(script).Where(line => line.Length > 0)];

    /// <summary>The screen, line by line, without trailing blanks.</summary>
    public string[] Screen(string script)
    {
        _screen.GetStringBuilder().Clear();
        using var powershell = PowerShell.Create(_runspace);
        powershell.AddScript(script).AddCommand("Out-Default");
        powershell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powershell.Invoke();
        return [.. _screen.ToString().Split('\n').Select(line => line.TrimEnd())];
    }

    /// <summary>What Tab offers at the end of a line.</summary>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using var powershell = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, powershell).CompletionMatches;
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _screen.Dispose();
    }

    public static PSCredential Credential(string userName, string password) => new(userName, Secret(password));

    public static System.Security.SecureString Secret(string text) => new System.Net.NetworkCredential("", text).SecurePassword;
}

/// <summary>Somebody who types the password of the cloud's users whenever asked, and sees stars.</summary>
internal sealed class TypedPassword(TextWriter screen) : TextReader
{
    public override string ReadLine()
    {
        screen.WriteLine("********");
        return CloudAccount.UserPassword;
    }
}

/// <summary>A script that is under way.</summary>
internal sealed class RunningScript : IDisposable
{
    private readonly PowerShell _powershell;
    private readonly Func<ErrorRecord?> _terminating;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;

    public RunningScript(PowerShell powershell, Func<ErrorRecord?> terminating)
    {
        _powershell = powershell;
        _terminating = terminating;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ended = ended.Task;
        powershell.InvocationStateChanged += (_, change) =>
        {
            if (change.InvocationStateInfo.State is PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped)
            {
                ended.TrySetResult();
            }
        };
        _running = powershell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    /// <summary>Completes when the script is finished or was stopped.</summary>
    public Task Ended { get; }

    /// <summary>The output that the script has written so far.</summary>
    public IReadOnlyList<string> Information => [.. _powershell.Streams.Information.Select(record => $"{record}")];

    /// <summary>The warnings that the script has written so far.</summary>
    public IReadOnlyList<string> Warnings => [.. _powershell.Streams.Warning.Select(record => record.Message)];

    public ShellResult Finish()
    {
        _powershell.EndInvoke(_running);
        return new ShellResult(_output.ReadAll(), _powershell.Streams, _terminating());
    }

    /// <summary>Stops the script as Ctrl+C does. Completes when the script is finished.</summary>
    public Task StopAsync() => _powershell.StopAsync(null, null);

    public void Dispose()
    {
        _powershell.Dispose();
        _output.Dispose();
    }
}

/// <summary>All that came out of a script.</summary>
internal sealed class ShellResult(Collection<PSObject> output, PSDataStreams streams, ErrorRecord? terminating)
{
    public IReadOnlyList<PSObject> Output { get; } = output;

    /// <summary>Errors after which the script went on.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    /// <summary>The error that ended the script.</summary>
    public ErrorRecord? Terminating { get; } = terminating;

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

    public IReadOnlyList<string> Information { get; } = [.. streams.Information.Select(record => $"{record}")];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug { get; } = [.. streams.Debug.Select(record => record.Message)];

    public ShellResult MustSucceed()
    {
        if ((Terminating ?? (Errors.Count > 0 ? Errors[0] : null)) is { } error)
        {
            Assert.Fail($"{error.FullyQualifiedErrorId}: {error}");
        }

        return this;
    }

    /// <summary>The one object that came out, after no error.</summary>
    public PSObject Single()
    {
        MustSucceed();
        return Assert.Single(Output);
    }

    /// <summary>A property of all objects that came out, after no error.</summary>
    public string[] Texts(string property) => [.. MustSucceed().Output.Select(item => item.Text(property) ?? "")];

    /// <summary>The one error that ended the script, which wrote nothing else.</summary>
    public ErrorRecord MustTerminate()
    {
        Assert.Empty(Output);
        Assert.Empty(Errors);
        return Assert.IsType<ErrorRecord>(Terminating);
    }

    /// <summary>The one error after which the script went on.</summary>
    public ErrorRecord SingleError()
    {
        Assert.Null(Terminating?.ToString());
        return Assert.Single(Errors);
    }
}

/// <summary>The module's types live in a load context of their own; tests look at their properties as scripts do.</summary>
internal static class ObjectReading
{
    public static object? Get(this PSObject item, string property)
        => (item.Properties[property] ?? throw new InvalidOperationException($"A {item.TypeNames[0]} has no property {property}.")).Value;

    public static T Value<T>(this PSObject item, string property) => Assert.IsAssignableFrom<T>(item.Get(property));

    public static string? Text(this PSObject item, string property) => item.Get(property)?.ToString();
}

internal static class ErrorReading
{
    /// <summary>The part of the error's ID before the cmdlet's name.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>What PowerShell 7 shows of an error: its message and, below it, the recommended action.</summary>
    public static string FullText(this ErrorRecord error) => $"{error} {error.ErrorDetails?.RecommendedAction}";

    public static ErrorCategory Category(this ErrorRecord error) => error.CategoryInfo.Category;
}
