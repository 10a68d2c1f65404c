using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Glance's /v2/images/{id}/file and /stage (api-ref image/v2, "Image data"; glance/api/v2/image_data.py).</summary>
internal sealed partial class ImageDataClient(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageErrorExplainer _explainer = new(session, observer);

    /// <summary>GET /v2/images/{id}/file, with as many requests as necessary.</summary>
    /// <param name="image">The image.</param>
    /// <param name="sink">Receives the data from its <see cref="DataSink.Position"/>.</param>
    /// <param name="hash">Contains the hash of the data in the sink, and hashes the rest; null for no hash.</param>
    /// <param name="progress">Is notified of the number of bytes in the sink.</param>
    /// <param name="stores">The stores to read from, the preferred one first; empty for the choice of the cloud.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageDataException">The image has no data.</exception>
    /// <exception cref="AccessDeniedException">The image is deactivated.</exception>
    public Task DownloadAsync(
        Image image,
        DataSink sink,
        DataHash? hash,
        IProgress<long>? progress,
        IReadOnlyList<string> stores,
        CancellationToken cancellationToken)
        => new ResumingDownload(session, observer, image, sink, hash, progress).RunAsync(stores, cancellationToken);

    /// <summary>Returns the error of an image without data, for which Glance returns a successful response.</summary>
    public static ImageDataException NoData(Image image) => new(
        ErrorIds.NoImageData,
        $"Image {image.ResourceName} has no data; its status is '{image.Status}'.",
        "Use Send-OSImageData or Import-OSImage to add data.");
}
