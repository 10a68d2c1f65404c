using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <content>The request that sends data, and how its effect is judged when the response was lost.</content>
internal sealed partial class ImageDataClient
{
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
