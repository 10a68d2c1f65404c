using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Glance's /v2/images/{id}/file and /stage (api-ref image/v2, "Image data"; glance/api/v2/image_data.py).</summary>
internal sealed class ImageDataClient(OpenStackSession session, IRequestObserver? observer)
{
    private const int NoContent = 204;
    private const int UnsupportedMediaType = 415;
    private const int RangeNotSatisfiable = 416;

    /// <summary>The waits while Glance has not noticed yet that an upload broke off.</summary>
    private static readonly TimeSpan[] WaitsForBreak = [.. new[] { 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    private readonly ImageErrorExplainer _explainer = new(session, observer);

    /// <summary>
    /// PUT /v2/images/{id}/file, into a store of the cloud; null for the default one. A failed attempt is repeated only if nothing was
    /// stored and the data can be read again.
    /// </summary>
    /// <exception cref="ConflictException">The image already has data.</exception>
    /// <exception cref="LimitExceededException">The cloud has no space for the data.</exception>
    /// <exception cref="ImageDataException">Not all of the data was sent.</exception>
    public Task UploadAsync(string imageId, UploadData data, string? store, CancellationToken cancellationToken)
        => SendAsync(imageId, "file", data, store, cancellationToken);

    /// <summary>PUT /v2/images/{id}/stage: stores the data for an import that follows.</summary>
    /// <inheritdoc cref="UploadAsync"/>
    public Task StageAsync(string imageId, UploadData data, CancellationToken cancellationToken)
        => SendAsync(imageId, "stage", data, null, cancellationToken);

    /// <summary>
    /// GET /v2/images/{id}/file. A download that breaks off is continued after the last byte, as long as each request returns at least one
    /// more byte.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="sink">Receives the data from its <see cref="DataSink.Position"/>.</param>
    /// <param name="hash">Has hashed what is in the sink, and hashes the rest; null for none.</param>
    /// <param name="progress">Is notified of the number of bytes in the sink.</param>
    /// <param name="stores">The stores to read from, the preferred one first; empty for the choice of the cloud.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageDataException">The image has no data.</exception>
    /// <exception cref="AccessDeniedException">The image is deactivated.</exception>
    public async Task DownloadAsync(
        Image image,
        DataSink sink,
        DataHash? hash,
        IProgress<long>? progress,
        IReadOnlyList<string> stores,
        CancellationToken cancellationToken)
    {
        var endedEarly = false;
        var request = ServiceRequest.GetData(StorePreference.Url(session, image.Id, stores), () => sink.Position, ReceiveAsync);

        // A service that starts over again and again makes no progress, however much it sends.
        var farthest = sink.Position;
        var hasRestarted = false;
        while (true)
        {
            try
            {
                await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
                if (!(sink.Position < image.Size) || sink.Position <= farthest)
                {
                    return;
                }

                // A response without a length ends where its connection breaks, and a proxy may send a range in parts.
                farthest = sink.Position;
                endedEarly = true;
            }
            catch (InvalidRequestException refusal) when (refusal.StatusCode == RangeNotSatisfiable && sink.Position > 0 && !hasRestarted)
            {
                if (sink.Position == image.Size || endedEarly)
                {
                    // There is no more data: the comparison that follows reports what is missing.
                    return;
                }

                hasRestarted = true;
                Restart();
            }
            catch (ConnectionException broken) when (broken.IsTransient && sink.Position > farthest)
            {
                farthest = sink.Position;
                observer?.Retrying(broken.Message, TimeSpan.Zero);
            }
            catch (ServiceException refusal)
            {
                throw await _explainer.ExplainAsync(refusal, RequestKind.Image, image.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task ReceiveAsync(ResponseData data, CancellationToken cancellationToken)
        {
            if (data.StatusCode == NoContent)
            {
                throw NoData(image);
            }

            if (data.From != sink.Position)
            {
                if (endedEarly)
                {
                    // The service has no more than it sent before.
                    return;
                }

                // A service that ignores the range sends everything.
                Restart();
            }

            if (data.From != sink.Position)
            {
                throw new UnexpectedResponseException(
                    $"{data.Uri} sends the data of image {image.Id} from another byte than the requested one.");
            }

            await HashedCopy.RunAsync(
                buffer => HashedCopy.FillAsync(data.Stream, buffer, cancellationToken),
                (buffer, count) => WriteAsync(buffer, count, cancellationToken),
                hash,
                _ => progress?.Report(sink.Position)).ConfigureAwait(false);
        }

        Task WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
            => sink.Position + count > image.Size ? throw TooMuch(image) : sink.WriteAsync(buffer, count, cancellationToken);

        void Restart()
        {
            sink.Restart();
            hash?.Reset();
        }
    }

    /// <summary>Returns the error of an image without data, which Glance reports with a success.</summary>
    public static ImageDataException NoData(Image image) => new(
        ErrorIds.NoImageData,
        $"Image {image.ResourceName} has no data; its status is '{image.Status}'.",
        "Use Send-OSImageData or Import-OSImage to add data.");

    private static ImageDataException TooMuch(Image image) => new(
        ErrorIds.HashMismatch,
        $"The service sends more data of image {image.ResourceName} than its size of {image.Size} bytes.",
        "Run the command again. If that does not help, the data in the cloud's store is damaged.");

    private async Task SendAsync(string imageId, string below, UploadData data, string? store, CancellationToken cancellationToken)
    {
        var url = ImageClient.Resource(session.Image, imageId, below);
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var request = ServiceRequest.PutData(url, data, VerificationOf(imageId, data), UploadHeaders.Of(data, store));
            await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (
            !data.CanReplay && failure is AuthenticationException or ConnectionException or ServiceUnavailableException)
        {
            throw new ImageDataException(
                ErrorIds.UploadInterrupted,
                $"The data of image {imageId} was not sent completely, and cannot be sent again because its stream cannot be rewound: "
                    + $"{failure.Message}",
                "Run the command again with the data from its beginning. Data from a file is sent again automatically.",
                failure);
        }
        catch (InvalidRequestException refusal) when (refusal.StatusCode == UnsupportedMediaType)
        {
            throw await new FormatErrorExplainer(session, observer).ExplainAsync(imageId, data, refusal, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _explainer.ExplainAsync(refusal, RequestKind.Image, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    private Verification VerificationOf(string imageId, UploadData data)
        => new(ImageClient.Resource(session.Image, imageId), evidence => Judge(evidence, imageId, data))
        {
            Waits = WaitsForBreak,
            StaysUndecided = (failure, _) => new ImageDataException(
                ErrorIds.UploadInterrupted,
                $"The connection broke while the data of image {imageId} was uploaded, and the service has not noticed it yet. "
                    + $"{failure.Message}",
                "Delete the image and create it again.",
                failure),
        };

    /// <summary>Judges the image after a failed upload. The comparison that follows shows whether all of the data was stored.</summary>
    private static Verdict Judge(Evidence evidence, string imageId, UploadData data)
    {
        if (evidence.Response is not { } response)
        {
            return Verdict.NotDone;
        }

        var image = ImageClient.Read(response, imageId);
        return image.Status == ImageStatus.Queued ? Verdict.NotDone
            : image.Status == ImageStatus.Saving || (image.Status == ImageStatus.Uploading && image.Size != data.Sent) ? Verdict.Undecided
            : Verdict.Done;
    }
}
