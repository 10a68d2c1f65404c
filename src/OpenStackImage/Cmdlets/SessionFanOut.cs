namespace OpenStackImage.Cmdlets;

/// <summary>
/// One work item that runs in several sessions concurrently. Objects are written as the clouds respond; the failure of one cloud is one
/// error.
/// </summary>
/// <param name="sessions">The sessions.</param>
/// <param name="target">The target object of errors.</param>
internal sealed class SessionFanOut(IReadOnlyList<OpenStackSession> sessions, object? target)
{
    public Task RunAsync(Func<PipelineWriter, Task> work, PipelineWriter writer)
        => Task.WhenAll(sessions.Select(session => RunInSessionAsync(work, writer.WithSession(session))));

    private async Task RunInSessionAsync(Func<PipelineWriter, Task> work, PipelineWriter writer)
    {
        try
        {
            await Task.Run(() => work(writer), writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (writer.CancellationToken.IsCancellationRequested)
        {
            // The cmdlet was stopped.
        }
        catch (Exception failure)
        {
            writer.WriteError(ErrorRecords.From(failure, target ?? writer.Session.Cloud));
        }
    }
}
