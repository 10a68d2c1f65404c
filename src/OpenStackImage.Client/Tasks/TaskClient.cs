using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Tasks;

/// <summary>Glance's /v2/tasks, which is for admins, and /v2/images/{id}/tasks, which is for whoever sees the image (glance/api/v2/tasks.py).</summary>
internal sealed class TaskClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "tasks";
    private const string ListKey = "tasks";
    private const int LargestPage = 1000;

    /// <summary>From this minor version on an image tells its tasks (api-ref image/v2, Wallaby).</summary>
    private const int ImageTasksVersion = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>GET /v2/tasks/{id}.</summary>
    /// <exception cref="NameNotFoundException">The text is no task's ID.</exception>
    /// <exception cref="NotFoundException">There is no such task, or not any more.</exception>
    /// <exception cref="AccessDeniedException">The session is no admin's.</exception>
    public async Task<ImageTask> GetAsync(string taskId, CancellationToken cancellationToken)
    {
        if (!OpenStackId.TryParseImageId(taskId, out var id))
        {
            throw new NameNotFoundException(ErrorIds.TaskNotFound, $"'{taskId}' is no task's ID; tasks have no names.", "Get-OSImageTask lists them.");
        }

        try
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(session.Image.Resource(Collection, id)), observer, cancellationToken)
                .ConfigureAwait(false);
            return response.Read(TaskReader.Read);
        }
        catch (NotFoundException missing)
        {
            throw missing.Explained($"There is no task {id}.", ErrorIds.TaskNotFound, "Glance forgets finished tasks after a while (task_time_to_live); Get-OSImageTask lists those it knows.");
        }
        catch (AccessDeniedException denied)
        {
            throw ForAdmins(denied);
        }
    }

    /// <summary>GET /v2/tasks, newest first, a page at a time as they are consumed. They tell neither image nor message.</summary>
    /// <param name="status">One of <see cref="ImageTaskStatus"/>; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AccessDeniedException">The session is no admin's.</exception>
    public IAsyncEnumerable<ImageTask> ListAsync(string? status, CancellationToken cancellationToken)
    {
        var url = session.Image.Resource(Collection).SetQueryParam("status", status).SetQueryParam("limit", LargestPage);
        return session.Image.ListAsync(url, ListKey, TaskReader.Read, task => task.Id, observer, cancellationToken)
            .ExplainedAsync(refusal => Task.FromResult<Exception>(refusal is AccessDeniedException denied ? ForAdmins(denied) : refusal), cancellationToken);
    }

    /// <summary>GET /v2/images/{id}/tasks. Glance lists them in no particular order; this gives the oldest first.</summary>
    /// <exception cref="ImageApiException">The cloud is too old to tell.</exception>
    /// <exception cref="NotFoundException">There is no such image, or this project may not see it.</exception>
    public async Task<IReadOnlyList<ImageTask>> ListOfImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAsync(imageId, cancellationToken).ConfigureAwait(false);
            return [.. response.ReadList(ListKey, TaskReader.Read).OrderBy(task => task.CreatedAt)];
        }
        catch (NotFoundException missing)
        {
            // An older Glance answers alike, for it does not know the path.
            await session.RequireImageApiAsync(ImageTasksVersion, "Listing the tasks of an image", observer, cancellationToken).ConfigureAwait(false);
            throw new ImageErrorExplainer(session, observer).NotVisible(missing, imageId);
        }
    }

    /// <summary>The task that a request on an image has just started.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="requestId">The ID of the request; where it is not known, or no task names it, the newest task is the one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the cloud is too old to tell.</returns>
    public async Task<ImageTask?> FindStartedAsync(string imageId, string? requestId, CancellationToken cancellationToken)
    {
        try
        {
            var tasks = await ListOfImageAsync(imageId, cancellationToken).ConfigureAwait(false);
            return tasks.FirstOrDefault(task => requestId is not null && task.RequestId == requestId) ?? (tasks.Count == 0 ? null : tasks[tasks.Count - 1]);
        }
        catch (ImageApiException)
        {
            return null;
        }
    }

    /// <summary>Verifies that a request started a task.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="isIt">True for a task that does what was requested.</param>
    public Verification VerificationOf(string imageId, Func<ImageTask, bool> isIt) => new(
        ImageClient.Resource(session.Image, imageId, Collection),
        evidence => evidence.Response is { } response && response.ReadList(ListKey, TaskReader.Read).Any(task => isIt(task) && evidence.JudgeCreation(task.CreatedAt) == Verdict.Done)
            ? Verdict.Done
            : Verdict.Undecided);

    /// <summary>Looks at a task of an image again and again, at growing intervals, until it has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="look">Hears of each look.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImageTask> WaitAsync(ImageTask task, Action<ImageTask> look, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, LongestPause.Ticks)))
        {
            look(task);
            if (!task.IsRunning)
            {
                return task;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            var tasks = await ListOfImageAsync(task.ImageId!, cancellationToken).ConfigureAwait(false);
            task = tasks.FirstOrDefault(again => again.Id == task.Id) ?? throw new ImageTaskException(
                ErrorIds.TaskNotFound, $"Glance does not know task {task.Id} of image {task.ImageId} any more, so that its end is not known.", "Look at the image with Get-OSImage.", task);
        }
    }

    private Task<ServiceResponse> SendAsync(string imageId, CancellationToken cancellationToken)
        => session.Image.SendAsync(ServiceRequest.Get(ImageClient.Resource(session.Image, imageId, Collection)), observer, cancellationToken);

    private static ServiceException ForAdmins(AccessDeniedException denied)
        => denied.Explained("The tasks of all images are for admins to see.", ErrorIds.AdminRequired, "Use -Image for the tasks of an image that you see, or an admin's session.");
}
