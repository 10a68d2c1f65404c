using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Glance's /v2/images/{id}/file and /stage (api-ref image/v2, "Image data"; glance/api/v2/image_data.py).</summary>
internal sealed class ImageDataClient(OpenStackSession session, IRequestObserver? observer)
{
    private const int UnsupportedMediaType = 415;
    private const string NotAgain = "Send the data into a new image, because Glance keeps the rejected data of this one.";
    private const int RangeNotSatisfiable = 416;

    /// <summary>How long Glance may take to notice that an upload broke off.</summary>
    private static readonly TimeSpan[] Patience = [.. new[] { 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    private readonly ImageClient _images = new(session, observer);
    private readonly ImageErrorExplainer _refusal = new(session, observer);

    /// <summary>
    /// PUT /v2/images/{id}/file, and a look at what arrived. A try that failed is repeated only if nothing was stored and the data can be read again.
    /// </summary>
    /// <returns>The image with its data.</returns>
    /// <exception cref="ConflictException">The image has data already.</exception>
    /// <exception cref="LimitExceededException">The cloud has no room for it.</exception>
    /// <exception cref="ImageDataException">What arrived is not what was sent, or not all of it was sent.</exception>
    public async Task<Image> UploadAsync(string imageId, UploadData data, CancellationToken cancellationToken)
    {
        await SendAsync(imageId, "file", data, cancellationToken).ConfigureAwait(false);
        var image = await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        if (image.Size != data.Sent || (image.HashAlgorithm == DataHash.Usual && image.HashValue != data.HashValue))
        {
            throw new ImageDataException(
                ErrorIds.HashMismatch,
                $"What arrived in image {imageId} is not what was sent: {image.Size} bytes with the {image.HashAlgorithm} {image.HashValue} in place of {data.Sent} with {data.HashValue}.",
                "Remove the image and send the data again.");
        }

        return image;
    }

    /// <summary>PUT /v2/images/{id}/stage: for an import, which comes after.</summary>
    /// <inheritdoc cref="UploadAsync"/>
    public async Task<Image> StageAsync(string imageId, UploadData data, CancellationToken cancellationToken)
    {
        await SendAsync(imageId, "stage", data, cancellationToken).ConfigureAwait(false);
        return await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// GET /v2/images/{id}/file. A connection that breaks is taken up where it broke, as often as it brings something; what came is checked by the image's hash.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="sink">Gets the data, from <see cref="DataSink.Position"/> on.</param>
    /// <param name="hash">Has seen what is in the sink already, and sees the rest; null where the image has no hash.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageDataException">The image has no data.</exception>
    /// <exception cref="AccessDeniedException">The image is deactivated.</exception>
    public async Task DownloadAsync(Image image, DataSink sink, DataHash? hash, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var request = ServiceRequest.GetData(ImageClient.Resource(session.Image, image.Id, "file"), () => sink.Position, ReceiveAsync);
        for (long before = -1; ;)
        {
            try
            {
                before = sink.Position;
                await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (InvalidRequestException refusal) when (refusal.StatusCode == RangeNotSatisfiable && sink.Position > 0)
            {
                if (sink.Position == image.Size)
                {
                    return;
                }

                Restart();
            }
            catch (ConnectionException broken) when (broken.IsTransient && sink.Position > before)
            {
                observer?.Retrying(broken.Message, TimeSpan.Zero);
            }
            catch (ServiceException refusal)
            {
                throw await _refusal.ExplainAsync(refusal, image.Id, isNew: false, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task ReceiveAsync(ResponseData data, CancellationToken running)
        {
            if (data.StatusCode == 204)
            {
                throw NoData(image);
            }

            if (data.From != sink.Position)
            {
                // The service sends the whole, not the part that was asked for.
                Restart();
            }

            await HashedCopy.RunAsync(
                buffer => HashedCopy.FillAsync(data.Stream, buffer, running),
                (buffer, count) => sink.WriteAsync(buffer, count, running),
                hash,
                _ => progress?.Report(sink.Position)).ConfigureAwait(false);
        }

        void Restart()
        {
            sink.Restart();
            hash?.Reset();
        }
    }

    /// <summary>Glance answers a download of nothing with a success.</summary>
    public static ImageDataException NoData(Image image) => new(
        ErrorIds.NoImageData,
        $"Image {new ResourceName(image.Id, image.Name)} has no data; its status is {image.Status}.",
        "Send-OSImageData or Import-OSImage gives it some.");

    private async Task SendAsync(string imageId, string below, UploadData data, CancellationToken cancellationToken)
    {
        var url = ImageClient.Resource(session.Image, imageId, below);
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var request = ServiceRequest.PutData(url, data, VerificationOf(imageId, data));
            await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (!data.CanReplay && failure is AuthenticationException or ConnectionException or ServiceUnavailableException)
        {
            throw new ImageDataException(
                ErrorIds.UploadInterrupted,
                $"The data did not arrive whole in image {imageId}, and cannot be sent again by itself, because its stream cannot be rewound: {failure.Message}",
                "Run the command again with the data from its beginning; from a file it would have been sent again.",
                failure);
        }
        catch (InvalidRequestException refusal) when (refusal.StatusCode == UnsupportedMediaType)
        {
            throw await FormatRefusedAsync(imageId, data, refusal, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _refusal.ExplainAsync(refusal, imageId, isNew: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns the explanation of a 415. Since OpenStack 2025.1, Glance inspects the data of images with the container format bare: its format must be the
    /// disk format of the image (any format is accepted for raw), and it must not refer to other files (glance/location.py, set_data). The response
    /// names the media type of the request, which is not the reason (glance/api/v2/image_data.py; webob's 415 has no place for an explanation). The
    /// rejected data remains in the store, so that another upload into the same image fails with 500 (glance_store's file driver: Duplicate).
    /// </summary>
    private async Task<ImageDataException> FormatRefusedAsync(string imageId, UploadData data, InvalidRequestException refusal, CancellationToken cancellationToken)
    {
        var expected = await DiskFormatAsync(imageId, cancellationToken).ConfigureAwait(false);
        var isMismatch = expected is not null && expected != ImageFormats.Raw && data.Format is not null && data.Format != expected;
        return ImageDataException.Refused(
            ErrorIds.FormatMismatch,
            isMismatch
                ? $"The cloud rejected the data of image {imageId}: the disk format of the image is {expected}, and the format of the data is {data.Format}."
                : $"The cloud rejected the data of image {imageId}: the data is not a valid {expected ?? "disk"} image, or it refers to other files, such as a backing file.",
            isMismatch
                ? $"Use New-OSImage -DiskFormat {data.Format}, or convert the data with qemu-img convert -O {expected}. {NotAgain}"
                : $"Check the data with qemu-img info, and convert it to a self-contained image with qemu-img convert. {NotAgain}",
            refusal);
    }

    private async Task<string?> DiskFormatAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return (await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false)).DiskFormat;
        }
        catch (OpenStackException)
        {
            // The GET only serves the message; the refusal is what counts.
            return null;
        }
    }

    private Verification VerificationOf(string imageId, UploadData data) => new(ImageClient.Resource(session.Image, imageId), evidence => Judge(evidence, data))
    {
        Waits = Patience,
        StaysUndecided = (failure, _) => new ImageDataException(
            ErrorIds.UploadInterrupted,
            $"The connection broke while the data of image {imageId} was uploaded, and the service has not noticed it yet. {failure.Message}",
            "Delete the image and create it again.",
            failure),
    };

    /// <summary>Judges the image after a failed upload. Whether all of the data is there shows when the hash is compared.</summary>
    private static Verdict Judge(Evidence evidence, UploadData data)
    {
        if (evidence.Response is not { } response)
        {
            return Verdict.NotDone;
        }

        var image = response.Read(ImageReader.Read);
        return image.Status == ImageStatus.Queued ? Verdict.NotDone
            : image.Status == ImageStatus.Saving || (image.Status == ImageStatus.Uploading && image.Size != data.Sent) ? Verdict.Undecided
            : Verdict.Done;
    }
}
