namespace OpenStackImage.Http;

/// <summary>Stops waiting for a task that cannot be canceled itself.</summary>
internal static class CancelableWait
{
    /// <summary>
    /// Returns the result of a task. If the wait is canceled before, the task continues; its result is not used, and its failure is not
    /// an unobserved one.
    /// </summary>
    public static async Task<T> OrCanceledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            task.IgnoreFailure();
            throw;
        }
    }
}
