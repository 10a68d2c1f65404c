using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Removes an image that a command has created and could not complete.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">The writer of the command.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class IncompleteImage(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    /// <summary>The maximum time for the removal, and for the end of a POST that was stopped.</summary>
    public static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(8);

    /// <summary>The maximum time that the terminal has to show what happens.</summary>
    private static readonly TimeSpan AnnouncementTime = TimeSpan.FromSeconds(1);

    /// <summary>Removes the image. It is not protected, unless someone else has protected it meanwhile; then it stays.</summary>
    public async Task RemoveAsync(string imageId)
    {
        using var limit = new CancellationTokenSource(CleanUpTime);
        var announcement = Task.CompletedTask;
        try
        {
            if (writer.CancellationToken.IsCancellationRequested)
            {
                // A terminal that takes no output (Ctrl+S) does not delay the removal.
                announcement = Task.Run(() => warn($"Stopped. Image {imageId} is incomplete, and is being removed."));
            }

            await new ImageClient(session, null).DeleteAsync(imageId, limit.Token).ConfigureAwait(false);
            writer.WriteVerbose($"Image {imageId} was incomplete, and was removed.");
        }
        catch (NotFoundException)
        {
            // It was not created.
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            announcement = WarnAsync(announcement, imageId, failure);
        }

        await Task.WhenAny(announcement, Task.Delay(AnnouncementTime)).ConfigureAwait(false);
    }

    private async Task WarnAsync(Task earlier, string imageId, Exception failure)
    {
        var reason = failure is OpenStackException
            ? failure.Message
            : $"there was no response within {CleanUpTime.TotalSeconds} seconds.";
        await earlier.ConfigureAwait(false);
        await Task.Run(() => warn($"Image {imageId} could not be removed: {reason} Use Remove-OSImage."))
            .ConfigureAwait(false);
    }
}
