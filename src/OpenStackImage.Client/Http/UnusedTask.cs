namespace OpenStackImage.Http;

/// <summary>A task whose result is no longer needed.</summary>
internal static class UnusedTask
{
    /// <summary>Observes the failure of a task, so that it is not reported as unobserved.</summary>
    public static void IgnoreFailure(this Task task) => _ = task.ContinueWith(
        failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
