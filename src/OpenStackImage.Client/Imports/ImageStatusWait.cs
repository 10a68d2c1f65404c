using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Imports;

/// <summary>Waits until an image has a status, or until it is deleted.</summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ImageStatusWait(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);

    /// <summary>Is notified of the image before each pause.</summary>
    public Action<Image>? Waiting { get; init; }

    /// <summary>Waits until an image has one of the statuses.</summary>
    /// <param name="imageId">The ID of the image.</param>
    /// <param name="statuses">Of <see cref="ImageStatus"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The image does not exist, or this project has no access to it.</exception>
    /// <exception cref="ImageDataException">The image was killed, deactivated or deleted meanwhile.</exception>
    /// <exception cref="ImageTaskException">An import into the image failed.</exception>
    public async Task<Image> ForStatusAsync(string imageId, IReadOnlyCollection<string> statuses, CancellationToken cancellationToken)
    {
        var wait = new ImageWait { Waiting = Waiting };
        var image = await wait.RunAsync(ReadAsync, IsOver, cancellationToken).ConfigureAwait(false);
        return image ?? throw Deleted(wait.Seen!, statuses);

        // An image that does not exist initially is a separate error. An image that is missing later was deleted in the meantime.
        async Task<Image?> ReadAsync(CancellationToken cancellationToken)
        {
            if (wait.Seen is null)
            {
                return await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            }

            return await _images.FindAsync(imageId, cancellationToken).ConfigureAwait(false);
        }

        bool IsOver(Image image) => statuses.Contains(image.Status)
            || (ObstacleOf(image, statuses) is { } obstacle ? throw obstacle : false);
    }

    /// <summary>Waits until an image is deleted.</summary>
    public Task ForDeletionAsync(string imageId, CancellationToken cancellationToken)
        => new ImageWait { Waiting = Waiting }.RunAsync(token => _images.FindAsync(imageId, token), _ => false, cancellationToken);

    /// <summary>Returns the error of an image that cannot reach a status without further requests; null if it still can.</summary>
    private static OpenStackException? ObstacleOf(Image image, IReadOnlyCollection<string> statuses) => image.Status switch
    {
        ImageStatus.Killed => ImageWaitErrors.Killed(image),
        ImageStatus.Deactivated => new ImageDataException(
            ErrorIds.DeactivatedWhileWaiting,
            $"Image {image.ResourceName} is deactivated, and does not reach the status {Text(statuses)} without another command.",
            "Use Enable-OSImage to reactivate it. Requires an admin session by default."),
        ImageStatus.Deleted or ImageStatus.PendingDelete => Deleted(image, statuses),
        _ => ImportFailure.LeftNoData(image) ? ImportFailure.Of(image) : null,
    };

    private static ImageDataException Deleted(Image image, IReadOnlyCollection<string> statuses)
        => ImageWaitErrors.Deleted(
            image, Text(statuses), "Create the image again. To wait for the deletion of an image, use -Deleted.");

    private static string Text(IReadOnlyCollection<string> statuses) => $"'{string.Join("' or '", statuses)}'";
}
