using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>
/// Explains why Glance rejects the format of data. Since OpenStack 2025.1, it inspects the data of images with the container format bare:
/// its format must be the disk format of the image (any format is accepted for raw), and it must not refer to other files
/// (glance/location.py, set_data).
/// </summary>
internal sealed class FormatErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    private const string NotAgain = "Send the data to a new image, because Glance keeps the rejected data of this one.";

    /// <summary>
    /// Explains a 415. The response names the media type of the request, which is not the reason (glance/api/v2/image_data.py; webob's 415
    /// has no place for an explanation). The rejected data remains in the store, so another upload to the same image fails with 500
    /// (glance_store's file driver: Duplicate).
    /// </summary>
    public async Task<ImageDataException> ExplainAsync(
        string imageId, UploadData data, InvalidRequestException refusal, CancellationToken cancellationToken)
    {
        var expected = await DiskFormatAsync(imageId, cancellationToken).ConfigureAwait(false);
        var isMismatch = expected is not null && expected != ImageFormats.Raw && data.Format is not null && data.Format != expected;
        return ImageDataException.Refused(
            ErrorIds.FormatMismatch,
            isMismatch
                ? $"The cloud rejected the data of image {imageId}: the disk format of the image is {expected}, "
                    + $"and the format of the data is {data.Format}."
                : $"The cloud rejected the data of image {imageId}: the data is not a valid {expected ?? "disk"} image, "
                    + "its partition table is not valid, or it refers to other files, such as a backing file.",
            data.IsCopy ? CopyAction(isMismatch ? data.Format : null)
            : isMismatch
                ? $"Use New-OSImage -DiskFormat {data.Format}, or convert the data with qemu-img convert -O {expected}. {NotAgain}"
                : $"Check the data with qemu-img info, and convert it to a self-contained image with qemu-img convert. {NotAgain}",
            refusal);
    }

    /// <summary>A copy has the format of its source, so the problem can only be solved with another source.</summary>
    private static string CopyAction(string? format)
        => (format is null
                ? "Download the image of the source with Save-OSImage, check it with qemu-img info, and convert it with qemu-img convert. "
                    + "Create an image of the result there with New-OSImage"
                : "Download the image of the source with Save-OSImage, and create it again there with New-OSImage "
                    + $"-DiskFormat {format}")
            + ", and copy the new image.";

    private async Task<string?> DiskFormatAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var image = await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            return image.DiskFormat;
        }
        catch (OpenStackException)
        {
            // The GET is sent only for the message. The refusal is the error.
            return null;
        }
    }
}
