using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Removes an image that a command has created and could not complete.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">The writer of the command.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class IncompleteImage(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    /// <summary>The maximum time for the removal, and for a POST that is in progress when the command is stopped.</summary>
    public static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(8);

    /// <summary>The time after which the removal is requested again: a connection without a response may have failed.</summary>
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(4);

    /// <summary>The maximum time for the request that shows whether the image was removed.</summary>
    private static readonly TimeSpan VerificationTime = TimeSpan.FromSeconds(2);

    private readonly ImageClient _images = new(session, null);
    private bool _isAnnounced;

    /// <summary>Writes a message about the removal of the image.</summary>
    public StopMessages Messages { get; } = new(warn);

    /// <summary>Writes a message about the operation that the stopped command waits for.</summary>
    public void Announce(string text)
    {
        _isAnnounced = true;
        Messages.Show(text);
    }

    /// <summary>Removes the image. It is not protected, unless another client has protected it in the meantime. Then it is kept.</summary>
    /// <returns>False if the image does not exist.</returns>
    public async Task<bool> RemoveAsync(string imageId)
    {
        if (writer.CancellationToken.IsCancellationRequested && !_isAnnounced)
        {
            Announce($"Stopped. Image {imageId} is incomplete, and is being removed.");
        }

        var exists = true;
        try
        {
            await DeleteAsync(imageId).ConfigureAwait(false);
            writer.WriteVerbose($"Image {imageId} was incomplete, and was removed.");
        }
        catch (NotFoundException)
        {
            exists = false;
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            await ReportAsync(imageId, failure).ConfigureAwait(false);
        }

        await Messages.EndAsync().ConfigureAwait(false);
        return exists;
    }

    /// <summary>Says what has become of an image after a DELETE that failed.</summary>
    private async Task ReportAsync(string imageId, Exception failure)
    {
        var (image, isRead) = await FindAsync(imageId).ConfigureAwait(false);
        if (image is null && isRead)
        {
            writer.WriteVerbose($"Image {imageId} was incomplete, and was removed.");
        }
        else if (image?.IsProtected == true)
        {
            Messages.Show(
                $"Image {imageId} could not be removed, because it is protected. If it is not needed, use Set-OSImage {imageId} "
                    + $"-Protected $false and Remove-OSImage {imageId}.");
        }
        else
        {
            var reason = failure is OpenStackException
                ? failure.Message
                : $"there was no response within {CleanUpTime.TotalSeconds} seconds.";
            var action = failure is AccessDeniedException denied ? $"{denied.RecommendedAction} Then use" : "Use";
            Messages.Show($"Image {imageId} could not be removed: {reason} {action} Remove-OSImage {imageId}.");
        }
    }

    /// <summary>True if the image has data; false if it has none, does not exist or cannot be read.</summary>
    public async Task<bool> HasDataAsync(string imageId)
    {
        var (image, _) = await FindAsync(imageId).ConfigureAwait(false);
        return image is not null && image.Status != ImageStatus.Queued;
    }

    /// <exception cref="NotFoundException">There is no such image, or the first attempt has removed it.</exception>
    private async Task DeleteAsync(string imageId)
    {
        using (var first = new CancellationTokenSource(AttemptTime))
        {
            try
            {
                await _images.DeleteAsync(imageId, first.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException)
            {
                // The second attempt uses another connection.
            }
        }

        using var second = new CancellationTokenSource(CleanUpTime - AttemptTime);
        await _images.DeleteAsync(imageId, second.Token).ConfigureAwait(false);
    }

    private async Task<(Image? Image, bool IsRead)> FindAsync(string imageId)
    {
        using var limit = new CancellationTokenSource(VerificationTime);
        try
        {
            return (await _images.FindAsync(imageId, limit.Token).ConfigureAwait(false), true);
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            return (null, false);
        }
    }
}
