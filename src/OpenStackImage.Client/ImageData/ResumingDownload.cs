using System.Globalization;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>
/// The requests that download the data of one image. An interrupted download is resumed after the last byte, as long as each request
/// returns at least one more byte. It starts over once if the service cannot resume it.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
/// <param name="image">The image.</param>
/// <param name="sink">Receives the data from its <see cref="DataSink.Position"/>.</param>
/// <param name="hash">Contains the hash of the data in the sink, and hashes the rest; null for no hash.</param>
/// <param name="progress">Is notified of the number of bytes in the sink.</param>
internal sealed class ResumingDownload(
    OpenStackSession session, IRequestObserver? observer, Image image, DataSink sink, DataHash? hash, IProgress<long>? progress)
{
    private const int NoContent = 204;
    private const int RangeNotSatisfiable = 416;

    /// <summary>
    /// After a request that returned fewer bytes, the next request waits, so that the service is not flooded with requests. The waits grow
    /// while requests return so few bytes, and their sum is limited, so that a download always ends.
    /// </summary>
    private const int BytesWithoutWait = 1024;

    private readonly ImageErrorExplainer _explainer = new(session, observer);

    /// <summary>The end of the data of earlier requests. A service that starts over each time makes no progress.</summary>
    private long _farthest = sink.Position;

    /// <summary>True if a response ended before the end of the data. The service may have no more data.</summary>
    private bool _hasEndedEarly;

    private bool _hasStartedOver;

    /// <summary>The wait after the next request that returns few bytes.</summary>
    private TimeSpan _pause = PollInterval.First;

    /// <summary>The sum of the waits so far.</summary>
    private TimeSpan _waited;

    /// <summary>True if the current request returned more than the earlier ones.</summary>
    private bool HasAdvanced => sink.Position > _farthest;

    /// <param name="stores">The stores to read from, the preferred one first; empty for the choice of the cloud.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageDataException">The image has no data.</exception>
    /// <exception cref="AccessDeniedException">The image is deactivated.</exception>
    public async Task RunAsync(IReadOnlyList<string> stores, CancellationToken cancellationToken)
    {
        var url = StorePreference.Url(session, image.Id, stores);
        var request = ServiceRequest.GetData(url, () => sink.Position, ReceiveAsync, () => HasAdvanced);
        try
        {
            while (await RequestRestAsync(request, cancellationToken).ConfigureAwait(false))
            {
            }
        }
        catch (ServiceException refusal)
        {
            throw await _explainer.ExplainAsync(refusal, RequestKind.Image, image.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends one request for the missing data.</summary>
    /// <returns>True if another request follows.</returns>
    private async Task<bool> RequestRestAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidRequestException refusal) when (refusal.StatusCode == RangeNotSatisfiable && sink.Position > 0 && !_hasStartedOver)
        {
            return StartOverUnlessComplete();
        }
        catch (ConnectionException broken) when (broken.IsTransient && HasAdvanced)
        {
            await AdvanceAsync(broken.Message, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (!(sink.Position < image.Size) || !HasAdvanced)
        {
            return false;
        }

        // A response without a length ends when its connection is closed, and a proxy may send a range in parts.
        _hasEndedEarly = true;
        await AdvanceAsync("The response ended before the end of the data.", cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task AdvanceAsync(string reason, CancellationToken cancellationToken)
    {
        var hasFewBytes = sink.Position - _farthest < BytesWithoutWait;
        _farthest = sink.Position;
        if (!hasFewBytes)
        {
            _pause = PollInterval.First;
            observer?.Retrying(reason, TimeSpan.Zero);
            return;
        }

        if (_waited >= PollInterval.Limit)
        {
            throw TooSlow();
        }

        var wait = _pause;
        _waited += wait;
        _pause = PollInterval.Next(wait, _waited);
        observer?.Retrying(reason, wait);
        await session.Clock.PauseAsync(wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts over after the service has refused the range, unless there is no more data. The comparison that follows reports missing data.
    /// </summary>
    /// <returns>True if the download starts over.</returns>
    private bool StartOverUnlessComplete()
    {
        if (sink.Position == image.Size || _hasEndedEarly)
        {
            return false;
        }

        _hasStartedOver = true;
        StartOver();
        return true;
    }

    private async Task ReceiveAsync(ResponseData data, CancellationToken cancellationToken)
    {
        if (data.IsHtml)
        {
            throw new UnexpectedResponseException($"{data.Uri} returned an HTML page instead of the data of image {image.Id}.");
        }

        if (data.StatusCode == NoContent)
        {
            throw ImageDataClient.NoData(image);
        }

        if (data.From != sink.Position)
        {
            if (_hasEndedEarly)
            {
                // The service has no more data than it sent before.
                return;
            }

            // A service that ignores the range sends everything.
            StartOver();
        }

        if (data.From != sink.Position)
        {
            throw new UnexpectedResponseException(
                $"{data.Uri} returned the data of image {image.Id} from another byte than the requested one.");
        }

        await HashedCopy.RunAsync(
            buffer => HashedCopy.FillAsync(data.Stream, buffer, cancellationToken),
            (buffer, count) => WriteAsync(buffer, count, cancellationToken),
            hash,
            _ => progress?.Report(sink.Position)).ConfigureAwait(false);
    }

    private Task WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
        => sink.Position + count > image.Size ? throw TooMuch() : sink.WriteAsync(buffer, count, cancellationToken);

    private void StartOver()
    {
        sink.Restart();
        hash?.Reset();
    }

    private OperationTimeoutException TooSlow() => new(string.Format(
        CultureInfo.InvariantCulture,
        "Only {0} bytes of image {1} arrived, most requests returned less than {2} bytes, and the command waited {3:0} hours between them.",
        sink.Position,
        image.ResourceName,
        BytesWithoutWait,
        PollInterval.Limit.TotalHours));

    private ImageDataException TooMuch() => new(
        ErrorIds.HashMismatch,
        $"The service returned more data for image {image.ResourceName} than its size of {image.Size} bytes.",
        "Run the command again. If that does not help, the data in the cloud's store is damaged.");
}
