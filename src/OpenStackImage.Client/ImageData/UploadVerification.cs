using OpenStackImage.Errors;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>An image after an upload.</summary>
/// <param name="Image">The image.</param>
/// <param name="Warning">The reason why the data could not be verified completely; null if it was.</param>
internal sealed record UploadedImage(Image Image, string? Warning);

/// <summary>
/// Waits until the service has stored the uploaded data, and compares it. Some clouds return 204 while the image is still <c>queued</c> or
/// <c>saving</c>, without size and checksum.
/// </summary>
internal sealed class UploadVerification(ImageClient images)
{
    /// <summary>How long an image may show no change by default.</summary>
    public static readonly TimeSpan DefaultStallLimit = TimeSpan.FromMinutes(10);

    /// <summary>The time without a change after which an image is returned unchanged.</summary>
    public TimeSpan StallLimit { get; init; } = DefaultStallLimit;

    /// <summary>Waits between two requests.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Is notified of the status of an image that is not stored yet.</summary>
    public Action<Image>? Waiting { get; init; }

    /// <param name="uploaded">The image as it was before the upload.</param>
    /// <param name="data">The data that was sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageDataException">The service did not store the data, or stored different data.</exception>
    public async Task<UploadedImage> RunAsync(Image uploaded, UploadData data, CancellationToken cancellationToken)
    {
        var image = await WaitAsync(uploaded.Id, cancellationToken).ConfigureAwait(false);
        if (IsUnfinished(image))
        {
            return new UploadedImage(
                image,
                $"Image {image.ResourceName} still has the status '{image.Status}', and did not change for "
                    + FormattableString.Invariant($"{StallLimit.TotalMinutes:0} minutes. Its data was not verified."));
        }

        if (image.Status is ImageStatus.Killed)
        {
            throw ImageWaitErrors.Killed(image);
        }

        if (image.Status is ImageStatus.Deleted or ImageStatus.PendingDelete)
        {
            throw ImageWaitErrors.Deleted(image, $"'{ImageStatus.Active}'", "Create the image again.");
        }

        if (image.Status is ImageStatus.Deactivated)
        {
            var compared = await CompareAsync(image, data, cancellationToken).ConfigureAwait(false);
            var deactivated = $"Image {image.ResourceName} was deactivated after its data was sent.";
            return compared with { Warning = compared.Warning is null ? deactivated : $"{deactivated} {compared.Warning}" };
        }

        if (uploaded.DiskFormat is not null && image.DiskFormat != uploaded.DiskFormat)
        {
            return new UploadedImage(
                image,
                $"The cloud converted image {image.ResourceName} from {uploaded.DiskFormat} to {image.DiskFormat}. "
                    + "The stored data cannot be compared with the data that was sent.");
        }

        return await CompareAsync(image, data, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A cloud may use other statuses between the upload and <c>active</c>.</summary>
    private static bool IsUnfinished(Image image)
        => image.Status is not (ImageStatus.Active or ImageStatus.Killed or ImageStatus.Deactivated or ImageStatus.Deleted
            or ImageStatus.PendingDelete);

    private async Task<Image> WaitAsync(string imageId, CancellationToken cancellationToken)
    {
        var wait = new ImageWait { StallLimit = StallLimit, Pause = Pause, Waiting = Waiting };
        var stored = await wait.RunAsync(ReadAsync, image => !IsUnfinished(image), cancellationToken).ConfigureAwait(false);
        return stored!;

        async Task<Image?> ReadAsync(CancellationToken cancellationToken)
            => await images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<UploadedImage> CompareAsync(Image image, UploadData data, CancellationToken cancellationToken)
    {
        if (image.Size is { } size && size != data.Sent)
        {
            throw Different(image, $"{size} bytes", $"{data.Sent} bytes");
        }

        var hashes = DataHash.AllOf(image);
        if (hashes.Count == 0)
        {
            return new UploadedImage(
                image,
                $"Image {image.ResourceName} has no hash that can be compared"
                    + $"{(image.Size is null ? "" : "; only its size was compared")}.");
        }

        if (await data.FindComparableAsync(image, cancellationToken).ConfigureAwait(false) is var (stored, sent))
        {
            return sent == stored.Value
                ? new UploadedImage(image, ContradictionTo(stored, image, data))
                : throw Different(image, stored.ToString(), $"{stored.Algorithm}:{sent}");
        }

        return new UploadedImage(
            image,
            $"The data of image {image.ResourceName} was not hashed with {hashes[0].Algorithm} when it was sent; only its size was "
                + "compared.");
    }

    /// <summary>Returns the warning about another hash that the data does not have. The data is not read again for it.</summary>
    private static string? ContradictionTo(ExpectedHash verified, Image image, UploadData data)
    {
        foreach (var stored in DataHash.AllOf(image))
        {
            if (data.KnownHash(stored.Algorithm) is { } sent && sent != stored.Value)
            {
                return $"Image {image.ResourceName} has the data that was sent, according to its {verified.Algorithm}, but its "
                    + $"other hash is {stored} instead of {stored.Algorithm}:{sent}. A client that compares this hash rejects the data.";
            }
        }

        return null;
    }

    private static ImageDataException Different(Image image, string stored, string sent) => new(
        ErrorIds.HashMismatch,
        $"The cloud stored different data in image {image.ResourceName} than was sent: {stored} instead of {sent}.",
        "Remove the image and send the data again.");
}
