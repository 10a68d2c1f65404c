using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Glance's /v2/images/{id}/file and /stage (api-ref image/v2, "Image data"; glance/api/v2/image_data.py).</summary>
internal sealed partial class ImageDataClient(OpenStackSession session, IRequestObserver? observer)
{
    private const int NoContent = 204;
    private const int RangeNotSatisfiable = 416;

    /// <summary>After a connection that brought fewer bytes, the next one waits, so that a service is not flooded with requests.</summary>
    private const int MinProgress = 1024;

    private static readonly TimeSpan WaitWithoutProgress = TimeSpan.FromMilliseconds(250);

    private readonly ImageErrorExplainer _explainer = new(session, observer);

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

        // A service that starts over again and again makes no progress, however much it sends.
        var farthest = sink.Position;
        var request = ServiceRequest.GetData(
            StorePreference.Url(session, image.Id, stores), () => sink.Position, ReceiveAsync, () => sink.Position > farthest);
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
                endedEarly = true;
                await AdvanceAsync("The response ended before the end of the data.").ConfigureAwait(false);
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
                await AdvanceAsync(broken.Message).ConfigureAwait(false);
            }
            catch (ServiceException refusal)
            {
                throw await _explainer.ExplainAsync(refusal, RequestKind.Image, image.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task AdvanceAsync(string reason)
        {
            var wait = sink.Position - farthest < MinProgress ? WaitWithoutProgress : TimeSpan.Zero;
            farthest = sink.Position;
            observer?.Retrying(reason, wait);
            if (wait > TimeSpan.Zero)
            {
                await session.Clock.PauseAsync(wait, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task ReceiveAsync(ResponseData data, CancellationToken cancellationToken)
        {
            if (data.IsHtml)
            {
                throw new UnexpectedResponseException($"{data.Uri} sends an HTML page instead of the data of image {image.Id}.");
            }

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
}
