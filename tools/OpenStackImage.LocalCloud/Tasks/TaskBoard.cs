using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Tasks;

/// <summary>
/// The tasks of the cloud. They advance when a request arrives, without a background thread, so that a test can advance them with the
/// clock.
/// </summary>
internal sealed class TaskBoard(ImageStore store, CloudOptions options)
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(48);

    private readonly List<TaskRecord> _tasks = [];
    private readonly List<RunningTask> _running = [];

    /// <summary>All tasks, the newest first. The store's gate must be held.</summary>
    public IEnumerable<TaskRecord> Newest => Enumerable.Reverse(_tasks);

    /// <summary>The tasks of an image, the oldest first. The store's gate must be held.</summary>
    public IEnumerable<TaskRecord> Of(string imageId) => _tasks.Where(task => task.ImageId == imageId);

    /// <summary>Starts a task. The store's gate must be held.</summary>
    /// <param name="task">The task.</param>
    /// <param name="finish">Ends the task, with the gate held, after <paramref name="needed"/>; an exception makes it fail.</param>
    /// <param name="needed">Has to complete, in addition to the time, before the task ends.</param>
    public void Start(TaskRecord task, Action<bool> finish, Task? needed = null)
    {
        _tasks.Add(task);
        _running.Add(new(task.Id, task.CreatedAt, needed ?? Task.CompletedTask, finish));
    }

    /// <summary>Advances the tasks to the current time.</summary>
    public void Advance()
    {
        lock (store.Gate)
        {
            if (_running.Count == 0)
            {
                return;
            }

            var now = options.Clock.GetUtcNow();
            foreach (var running in _running.ToArray())
            {
                Advance(running, now);
            }
        }
    }

    private void Advance(RunningTask running, DateTimeOffset now)
    {
        if (now >= running.StartedAt + options.TaskTime && running.Needed.IsCompleted)
        {
            _running.Remove(running);
            var succeeds = TryFinish(running);
            Replace(running.TaskId, task => task with
            {
                Status = succeeds ? ImageTaskStatus.Success : ImageTaskStatus.Failure,
                Message = succeeds ? $"Copied {(store.Find(task.ImageId)?.Size ?? 0) >> 20} MiB" : "Task failed due to Internal Error",
                UpdatedAt = now,
                ExpiresAt = now + TimeToLive,
            });
        }
        else if (now >= running.StartedAt + (options.TaskTime / 4))
        {
            Replace(
                running.TaskId,
                task => task.Status == ImageTaskStatus.Processing
                    ? task
                    : task with { Status = ImageTaskStatus.Processing, UpdatedAt = now });
        }
    }

    private static bool TryFinish(RunningTask running)
    {
        var succeeds = running.Needed.IsCompletedSuccessfully;
        try
        {
            running.Finish(succeeds);
            return succeeds;
        }
        catch (InvalidOperationException)
        {
            running.Finish(false);
            return false;
        }
    }

    private void Replace(string id, Func<TaskRecord, TaskRecord> change)
    {
        var index = _tasks.FindIndex(task => task.Id == id);
        _tasks[index] = change(_tasks[index]);
    }

    private sealed record RunningTask(string TaskId, DateTimeOffset StartedAt, Task Needed, Action<bool> Finish);
}
