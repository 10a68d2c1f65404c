using System.Management.Automation;

namespace OpenStackImage.Tests.Harness;

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
