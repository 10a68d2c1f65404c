using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>Imports: /v2/images/{id}/import (api-ref image/v2, "Import an image"; glance/api/v2/images.py, import_image).</summary>
internal sealed class ImportClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "import";

    private readonly ImageClient _images = new(session, observer);
    private readonly TaskClient _tasks = new(session, observer);
    private readonly ImportErrorExplainer _explainer = new(session, observer);

    /// <summary>
    /// POST /v2/images/{id}/import: starts an import, which continues after the response. If the response is lost, a new task of the same
    /// kind shows that it was started; tasks that existed before the request do not count.
    /// </summary>
    /// <exception cref="ServiceException">Glance refuses the import.</exception>
    /// <exception cref="OutcomeUnknownException">The response is lost, and no new task is found.</exception>
    public async Task<StartedImport> StartAsync(string imageId, ImageImport import, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        var prior = await _tasks.ReadPriorAsync(imageId, cancellationToken).ConfigureAwait(false);
        var before = prior.Ids is null ? await _images.FindAsync(imageId, cancellationToken).ConfigureAwait(false) : null;
        var verification = _tasks.VerificationOf(imageId, import.IsDoneBy, prior);
        var request = ServiceRequest.PostNonIdempotent(
            ImageClient.Resource(session.Image, imageId, Collection), import.ToJson(), verification);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            var task = before is null
                ? await _tasks.FindStartedAsync(imageId, response.RequestId, prior, cancellationToken).ConfigureAwait(false)
                : null;
            return new StartedImport(imageId, import, task, before);
        }
        catch (ServiceException refusal)
        {
            throw await _explainer.ExplainAsync(refusal, imageId, import, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of an import: by its task, or by the status of the image if the cloud does not show tasks.</summary>
    /// <param name="started">The import.</param>
    /// <param name="waiting">Is notified of the reported progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task, null if the cloud does not show it, and the image after the import.</returns>
    /// <exception cref="ImageTaskException">The import failed.</exception>
    /// <exception cref="OperationTimeoutException">The image no longer changes.</exception>
    public async Task<(ImageTask? Task, Image Image)> WaitAsync(
        StartedImport started, Action<string> waiting, CancellationToken cancellationToken)
    {
        if (started.Task is null)
        {
            var wait = new ImportStatusWait(session, observer);
            var imported = await wait.RunAsync(started, waiting, cancellationToken).ConfigureAwait(false);
            return (null, imported);
        }

        return await WaitForTaskAsync(started.ImageId, started.Task, waiting, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the task of an image has finished.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="started">The task.</param>
    /// <param name="waiting">Is notified of the state of the task.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task, and the image afterwards.</returns>
    /// <exception cref="ImageTaskException">The task failed.</exception>
    public async Task<(ImageTask Task, Image Image)> WaitForTaskAsync(
        string imageId, ImageTask started, Action<string> waiting, CancellationToken cancellationToken)
    {
        var ended = await _tasks.WaitAsync(imageId, started, task => waiting(task.Message ?? task.Status), cancellationToken)
            .ConfigureAwait(false);
        var image = await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        return ended.Status == ImageTaskStatus.Success ? (ended, image) : throw ImportFailure.Of(ended, image);
    }
}
