using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.ImageData;
using OpenStackImage.Imports;

namespace OpenStackImage.Images;

/// <summary>
/// Uploads or imports the data of a new image. If this fails, the image is removed, unless its import may still succeed or its data is
/// stored but cannot be verified.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes progress and warnings.</param>
/// <param name="uploader">Uploads data, or stages it.</param>
/// <param name="incomplete">Removes the image.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ImageFiller(
    OpenStackSession session, PipelineWriter writer, ImageUploader uploader, IncompleteImage incomplete, Action<string> warn)
{
    /// <summary>The import; null for an upload.</summary>
    public ImageImport? Import { get; init; }

    /// <summary>The expected hash of data that is not sent from this computer; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>Returns the image with its data.</summary>
    /// <param name="image">The image without data, which this command has created.</param>
    /// <param name="data">The data; null if the cloud reads it from a URI.</param>
    public async Task<Image> FillAsync(Image image, UploadData? data)
    {
        var runner = new ImportRunner(session, writer) { Expected = data is null ? Expected : null, IsRemovedOnMismatch = true };
        try
        {
            var sent = data is null ? image : await uploader.SendAsync(image, data).ConfigureAwait(false);
            if (Import is null)
            {
                return sent;
            }

            var imported = await runner.ImportAsync(image.ResourceName, data?.Sent, Import).ConfigureAwait(false);
            return data is null ? imported : await uploader.VerifyAsync(image, data).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (MayBeGood(failure, runner.HasStarted || uploader.HasSent))
        {
            warn($"Image {image.ResourceName} was created, and is not removed. Check it with Get-OSImage {image.Id}.");
            throw;
        }
        catch (Exception)
        {
            await incomplete.RemoveAsync(image.Id).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// True if the import may have started, or continues although it can no longer be monitored, or if the data was stored and cannot be
    /// verified.
    /// </summary>
    private static bool MayBeGood(OpenStackException failure, bool hasStarted)
        => failure is OutcomeUnknownException
            || failure.ErrorId == ErrorIds.HashNotComparable
            || (hasStarted && failure is not (ImageTaskException or ImageDataException or NotFoundException { IsAboutImage: true }));
}
