using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpenStackImage.Tests.Harness;

/// <summary>A runspace of the PowerShell engine, like that of a PowerShell window.</summary>
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

    /// <summary>
    /// PowerShell caches the cmdlets and then the providers of its engine when the first state is created. A state that is created at the
    /// same time may find only one of the caches filled, and has then no cmdlets, not even Import-Module, or no providers
    /// (PSSnapInHelpers.AnalyzePSSnapInAssembly). The type initializer creates the first state before any other one.
    /// </summary>
    static Shell() => InitialSessionState.CreateDefault2();

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

    /// <summary>Returns the lines of the screen after this input, without trailing spaces and without empty lines.</summary>
    public string[] Show(string script) => [.. Screen(script).Where(line => line.Length > 0)];

    /// <summary>Returns the lines of the screen without trailing spaces.</summary>
    public string[] Screen(string script)
    {
        _screen.GetStringBuilder().Clear();
        using var powershell = PowerShell.Create(_runspace);
        powershell.AddScript(script).AddCommand("Out-Default");
        powershell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powershell.Invoke();
        return [.. _screen.ToString().Split('\n').Select(line => line.TrimEnd())];
    }

    /// <summary>Returns the completions at the end of a line.</summary>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using var powershell = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, powershell).CompletionMatches;
    }

    /// <summary>Presses Tab until there are candidates: a lookup continues in the background when Tab stops to wait.</summary>
    public IReadOnlyList<CompletionResult> CompleteInTime(string line, Func<IReadOnlyList<CompletionResult>, bool>? isComplete = null)
    {
        IReadOnlyList<CompletionResult> found = [];
        return SpinWait.SpinUntil(() => (found = Complete(line)).Count > 0 && isComplete?.Invoke(found) != false, Patience.Limit)
            ? found
            : throw new Xunit.Sdk.XunitException($"No completion: {line}");
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _screen.Dispose();
    }

    public static PSCredential Credential(string userName, string password) => new(userName, Secret(password));

    public static System.Security.SecureString Secret(string text) => new System.Net.NetworkCredential("", text).SecurePassword;
}
