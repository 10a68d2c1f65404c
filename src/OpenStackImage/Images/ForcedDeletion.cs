using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Deletes images, also protected ones. A protected image that is not deleted stays protected.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">The writer of the command.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ForcedDeletion(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    /// <summary>The maximum time to restore a protection, also after Ctrl+C.</summary>
    private static readonly TimeSpan RestoreTime = TimeSpan.FromSeconds(5);

    private readonly ImageClient _images = new(session, writer);

    /// <summary>Deletes an image. If that fails or is stopped, the protection is restored.</summary>
    public async Task DeleteAsync(Image image)
    {
        try
        {
            if (image.IsProtected)
            {
                var unprotected = ImageChange.Make(image, new ImageSettings { IsProtected = false });
                await _images.UpdateAsync(image.Id, unprotected, writer.CancellationToken).ConfigureAwait(false);
            }

            await _images.DeleteAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (image.IsProtected && failure is OpenStackException or OperationCanceledException)
        {
            await ProtectAgainAsync(image).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ProtectAgainAsync(Image image)
    {
        using var limit = new CancellationTokenSource(RestoreTime);
        try
        {
            await new ImageClient(session, null)
                .UpdateAsync(image.Id, _ => new ImageSettings { IsProtected = true }, limit.Token).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // The image was deleted.
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            warn($"Image {image.ResourceName} may no longer be protected. Use Set-OSImage {image.Id} -Protected $true.");
        }
    }
}
