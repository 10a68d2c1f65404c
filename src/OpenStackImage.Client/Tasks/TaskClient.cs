using System.Runtime.CompilerServices;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Tasks;

/// <summary>Tasks: /v2/tasks, which requires an admin, and /v2/images/{id}/tasks (glance/api/v2/tasks.py).</summary>
internal sealed class TaskClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "tasks";
    private const string ListKey = "tasks";
    private const int LargestPage = 1000;

    /// <summary>The first minor version that lists the tasks of an image (api-ref image/v2, Wallaby).</summary>
    private const int ImageTasksVersion = 12;

    /// <summary>GET /v2/tasks/{id}.</summary>
    /// <exception cref="NameNotFoundException">The text is not a valid task ID.</exception>
    /// <exception cref="NotFoundException">The task does not exist, or no longer exists.</exception>
    /// <exception cref="AccessDeniedException">The session is not an admin session.</exception>
    public async Task<ImageTask> GetAsync(string taskId, CancellationToken cancellationToken)
    {
        if (!OpenStackId.TryParseImageId(taskId, out var id))
        {
            throw new NameNotFoundException(
                ErrorIds.TaskNotFound, $"'{taskId}' is not a valid task ID. Tasks have no names.", "Use Get-OSImageTask to list tasks.");
        }

        try
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(session.Image.Resource(Collection, id)), observer, cancellationToken)
                .ConfigureAwait(false);
            var task = response.Read(TaskReader.Read);
            return string.Equals(task.Id, id, StringComparison.OrdinalIgnoreCase)
                ? task
                : throw new UnexpectedResponseException($"The response to the request for task {id} contains another task, '{task.Id}'.");
        }
        catch (ServiceException refusal)
        {
            throw Explain(refusal, id);
        }
    }

    /// <summary>
    /// GET /v2/tasks, the newest first unless the query has an order, page by page as they are consumed. They contain neither image nor
    /// message.
    /// </summary>
    /// <exception cref="AccessDeniedException">The session is not an admin session.</exception>
    public async IAsyncEnumerable<ImageTask> ListAsync(TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = session.Image.Resource(Collection)
            .SetQueryParam("status", query.StatusOnServer)
            .SetQueryParam("type", query.TypeOnServer)
            .SetQueryParam("sort_key", query.Order?.Key.Wire)
            .SetQueryParam("sort_dir", query.Order?.Direction)
            .SetQueryParam("limit", LargestPage);
        var tasks = session.Image.ListAsync(url, ListKey, TaskReader.Read, task => task.Id, observer, cancellationToken)
            .ExplainedAsync(
                refusal => Task.FromResult<Exception>(refusal is AccessDeniedException ? Explain(refusal, taskId: "") : refusal),
                cancellationToken);
        await foreach (var task in tasks.ConfigureAwait(false))
        {
            if (query.Admits(task))
            {
                yield return task;
            }
        }
    }

    /// <summary>GET /v2/images/{id}/tasks, the oldest first; Glance lists them in no particular order.</summary>
    /// <exception cref="ImageApiException">The cloud is too old.</exception>
    /// <exception cref="NotFoundException">The image does not exist, or this project has no access to it.</exception>
    public async Task<IReadOnlyList<ImageTask>> ListOfImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAsync(imageId, cancellationToken).ConfigureAwait(false);
            return [.. OfImage(response.ReadUsable(ListKey, TaskReader.Read, observer), imageId).OrderBy(task => task.CreatedAt)];
        }
        catch (NotFoundException missing)
        {
            // An older Glance responds in the same way, because it does not know the path.
            await session.RequireImageApiAsync(ImageTasksVersion, "Listing the tasks of an image", observer, cancellationToken)
                .ConfigureAwait(false);
            throw await new ImageErrorExplainer(session, observer)
                .ExplainAsync(missing, RequestKind.TaskOfImage, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads which tasks an image has before a request that starts one.</summary>
    public async Task<PriorTasks> ReadPriorAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var tasks = await ListOfImageAsync(imageId, cancellationToken).ConfigureAwait(false);
            return new PriorTasks([.. tasks.Select(task => task.Id)]);
        }
        catch (Exception refusal) when (refusal is ImageApiException or AccessDeniedException)
        {
            return new PriorTasks(Ids: null);
        }
    }

    /// <summary>Returns the task that a request has just started.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="requestId">The ID of the request; if it is unknown, or no task has it, the newest new task is returned.</param>
    /// <param name="prior">The tasks before the request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if the cloud does not show the task.</returns>
    public async Task<ImageTask?> FindStartedAsync(string imageId, string? requestId, PriorTasks prior, CancellationToken cancellationToken)
    {
        try
        {
            var tasks = await ListOfImageAsync(imageId, cancellationToken).ConfigureAwait(false);
            return tasks.FirstOrDefault(
                task => requestId is not null && task.RequestId == requestId) ?? tasks.LastOrDefault(prior.AreWithout);
        }
        catch (Exception refusal) when (refusal is ImageApiException or AccessDeniedException)
        {
            return null;
        }
    }

    /// <summary>Verifies that a request started a task.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="isIt">True for a task of the request.</param>
    /// <param name="prior">The tasks before the request, which are ignored.</param>
    public Verification VerificationOf(string imageId, Func<ImageTask, bool> isIt, PriorTasks prior)
        => new(
            ImageClient.Resource(session.Image, imageId, Collection),
            evidence => evidence.Response is { } response
                && OfImage(response.ReadList(ListKey, TaskReader.Read), imageId).Any(task => isIt(task) && prior.AreWithout(task))
                ? Verdict.Done
                : Verdict.Undecided)
        {
            Shows = $"Get-OSImageTask -Image {imageId}",
        };

    /// <summary>Reads a task of an image at growing intervals until it has finished.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="task">The task.</param>
    /// <param name="waiting">Is notified of the state of the task.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OperationTimeoutException">The task has not finished within <see cref="PollInterval.Limit"/>.</exception>
    public async Task<ImageTask> WaitAsync(
        string imageId, ImageTask task, Action<ImageTask> waiting, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        for (var pause = PollInterval.First; ; pause = PollInterval.Next(pause, waited))
        {
            waiting(task);
            if (!task.IsRunning)
            {
                return task;
            }

            if (waited >= PollInterval.Limit)
            {
                throw new OperationTimeoutException(
                    $"Task {task.Id} of image {imageId} did not complete within {PollInterval.Limit.TotalDays} days. It continues.");
            }

            await session.Clock.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
            waited += pause;
            var tasks = await ListOfImageAsync(imageId, cancellationToken).ConfigureAwait(false);
            task = tasks.FirstOrDefault(again => again.Id == task.Id) ?? throw new NameNotFoundException(
                ErrorIds.TaskNotFound,
                $"Glance no longer lists task {task.Id} of image {imageId}, so its result is unknown.",
                "Check the image with Get-OSImage.");
        }
    }

    /// <exception cref="UnexpectedResponseException">A task is one of another image.</exception>
    private static IReadOnlyList<ImageTask> OfImage(IReadOnlyList<ImageTask> tasks, string imageId)
    {
        var other = tasks.FirstOrDefault(
            task => task.ImageId is not null && !string.Equals(task.ImageId, imageId, StringComparison.OrdinalIgnoreCase));
        return other is null
            ? tasks
            : throw new UnexpectedResponseException(
                $"The response to the request for the tasks of image {imageId} has one of another image, '{other.ImageId}'.");
    }

    private Task<ServiceResponse> SendAsync(string imageId, CancellationToken cancellationToken)
        => session.Image.SendAsync(
            ServiceRequest.Get(ImageClient.Resource(session.Image, imageId, Collection)), observer, cancellationToken);

    private static ServiceException Explain(ServiceException refusal, string taskId)
        => RefusalTable.Explain(refusal, RequestKind.Task, new Dictionary<string, string> { ["task"] = taskId });
}
