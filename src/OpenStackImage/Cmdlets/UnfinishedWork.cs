namespace OpenStackImage.Cmdlets;

/// <summary>
/// The pieces of work of a cmdlet that are in progress. After Ctrl+C the cmdlet waits until they have removed what is incomplete, or
/// completed what they had begun.
/// </summary>
internal sealed class UnfinishedWork
{
    /// <summary>The maximum time of the wait.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly object _lock = new();
    private readonly List<Task> _running = [];

    /// <summary>Adds a piece of work.</summary>
    /// <returns>Ends it.</returns>
    public Action Add()
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _running.RemoveAll(work => work.IsCompleted);
            _running.Add(ended.Task);
        }

        return () => ended.TrySetResult(true);
    }

    /// <summary>Waits until all pieces have ended.</summary>
    public void Wait()
    {
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        Task.WaitAll(running, Limit);
    }
}
