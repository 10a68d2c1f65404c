namespace OpenStackImage.Cmdlets;

/// <summary>
/// One piece of work in several sessions side by side. Objects are written as the clouds respond; the failure of one cloud is one error.
/// </summary>
/// <param name="sessions">The sessions.</param>
/// <param name="maxObjects">The number of objects that they write together; null for all.</param>
/// <param name="target">The target object of errors.</param>
internal sealed class SessionFanOut(IReadOnlyList<OpenStackSession> sessions, int? maxObjects, object? target)
{
    public async Task RunAsync(Func<PipelineWriter, Task> work, PipelineWriter writer)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(writer.CancellationToken);
        var quota = new ObjectQuota(maxObjects ?? int.MaxValue, enough);
        await Task.WhenAll(sessions.Select(session => RunInSessionAsync(work, writer.WithSession(session, quota)))).ConfigureAwait(false);
    }

    private async Task RunInSessionAsync(Func<PipelineWriter, Task> work, PipelineWriter writer)
    {
        try
        {
            await Task.Run(() => work(writer), writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (writer.CancellationToken.IsCancellationRequested)
        {
            // The cmdlet was stopped, or the other clouds have given enough objects.
        }
        catch (Exception failure)
        {
            writer.WriteError(ErrorRecords.From(failure, target ?? writer.Session.Cloud));
        }
    }
}

/// <summary>The number of objects that several sessions may still write together.</summary>
internal sealed class ObjectQuota(int maximum, CancellationTokenSource enough)
{
    private int _taken;

    /// <summary>Canceled once the last object is taken.</summary>
    public CancellationToken CancellationToken => enough.Token;

    /// <summary>Takes one; false if none is left.</summary>
    public bool TryTake()
    {
        var taken = Interlocked.Increment(ref _taken);
        if (taken >= maximum)
        {
            enough.Cancel();
        }

        return taken <= maximum;
    }
}
