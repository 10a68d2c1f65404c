using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <content>The requests that send data.</content>
internal sealed partial class ImageDataClient
{
    private const int UnsupportedMediaType = 415;

    /// <summary>The waits until Glance detects that an upload was interrupted.</summary>
    private static readonly TimeSpan[] WaitsForBreak = [.. new[] { 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    /// <summary>
    /// PUT /v2/images/{id}/file, into a store of the cloud; null for the default one. A failed attempt is repeated only if no data was
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
                $"The connection failed while the data of image {imageId} was uploaded, and the service has not noticed it yet. "
                    + $"{failure.Message}",
                "Delete the image and create it again.",
                failure),
        };

    /// <summary>
    /// Returns the verdict about the image after a failed upload. The comparison that follows shows whether all data was stored.
    /// </summary>
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
