using System.Management.Automation;

namespace OpenStackImage.Tests.Harness;

/// <summary>A running script.</summary>
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
        var warned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Warned = warned.Task;
        powershell.Streams.Warning.DataAdded += (_, _) => warned.TrySetResult();
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

    /// <summary>Completes when the script has written its first warning; also with one that it writes after it was stopped.</summary>
    public Task Warned { get; }

    /// <summary>The output that the script has written so far.</summary>
    public IReadOnlyList<string> Information => [.. _powershell.Streams.Information.Select(record => $"{record}")];

    /// <summary>The warnings that the script has written so far.</summary>
    public IReadOnlyList<string> Warnings => [.. _powershell.Streams.Warning.Select(record => record.Message)];

    /// <summary>The progress that the script has shown so far.</summary>
    public IReadOnlyList<ProgressRecord> Progress => [.. _powershell.Streams.Progress];

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
