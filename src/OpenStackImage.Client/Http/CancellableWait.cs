namespace OpenStackImage.Http;

/// <summary>Stops waiting for a task that cannot be cancelled itself.</summary>
internal static class CancellableWait
{
    /// <summary>Returns the result of a task. If the wait is cancelled before, the task continues, and its result is not used.</summary>
    public static async Task<T> OrCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
            if (await Task.WhenAny(task, stopped.Task).ConfigureAwait(false) != task)
            {
                _ = task.ContinueWith(
                    failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await task.ConfigureAwait(false);
    }
}
