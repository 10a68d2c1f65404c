namespace OpenStackImage.ImageData;

/// <summary>The uploads of a cmdlet that are in progress. After Ctrl+C it waits until they have removed their incomplete images.</summary>
internal sealed class UploadTasks
{
    /// <summary>Removing an incomplete image may take this long after Ctrl+C.</summary>
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);

    private readonly object _lock = new();
    private readonly List<Task> _running = [];

    /// <summary>Adds an upload.</summary>
    /// <returns>Ends the upload.</returns>
    public Action Add()
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _running.RemoveAll(upload => upload.IsCompleted);
            _running.Add(ended.Task);
        }

        return () => ended.TrySetResult(true);
    }

    /// <summary>Waits until the uploads have ended.</summary>
    public void WaitForCleanUp()
    {
        Task[] uploads;
        lock (_lock)
        {
            uploads = [.. _running.Where(upload => !upload.IsCompleted)];
        }

        if (uploads.Length > 0 && !Task.WaitAll(uploads, StopLimit))
        {
            Task.WaitAll(uploads, CleanUpLimit);
        }
    }
}
