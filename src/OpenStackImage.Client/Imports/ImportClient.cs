using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>Glance's /v2/images/{id}/import (api-ref image/v2, "Import an image"; glance/api/v2/images.py, import_image).</summary>
internal sealed class ImportClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "import";

    /// <summary>
    /// POST /v2/images/{id}/import: has Glance take an image in, which goes on after the answer. A try whose answer was lost is not repeated blindly: a
    /// task of the same kind tells that it was done.
    /// </summary>
    /// <returns>The task; null where the cloud is too old to tell.</returns>
    /// <exception cref="ServiceException">Glance refuses it.</exception>
    public async Task<ImageTask?> StartAsync(string imageId, ImageImport import, CancellationToken cancellationToken)
    {
        var tasks = new TaskClient(session, observer);
        var request = ServiceRequest.PostNonIdempotent(
            ImageClient.Resource(session.Image, imageId, Collection),
            import.ToJson(),
            tasks.VerificationOf(imageId, import.IsDoneBy));
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return await tasks.FindStartedAsync(imageId, response.RequestId, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await new ImportErrorExplainer(session, observer).ExplainAsync(refusal, imageId, import, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the task of an import has ended.</summary>
    /// <returns>The task, and the image it has made.</returns>
    /// <exception cref="ImageTaskException">It failed.</exception>
    public async Task<(ImageTask Task, Image Image)> WaitAsync(ImageTask started, Action<ImageTask> look, CancellationToken cancellationToken)
    {
        var ended = await new TaskClient(session, observer).WaitAsync(started, look, cancellationToken).ConfigureAwait(false);
        var image = await new ImageClient(session, observer).GetAsync(ended.ImageId ?? started.ImageId!, cancellationToken).ConfigureAwait(false);
        return ended.Status == ImageTaskStatus.Success ? (ended, image) : throw ImportFailure.Of(ended, image);
    }
}
