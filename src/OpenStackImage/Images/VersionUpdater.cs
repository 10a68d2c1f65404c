using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Shows and hides versions of an image, for New-OSImage -Replaces and Restore-OSImage.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Is notified of each request.</param>
internal sealed class VersionUpdater(OpenStackSession session, PipelineWriter writer)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ImageClient _images = new(session, writer);

    /// <summary>The actions on the hidden version.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>Changes a version. The request can be repeated without a further effect, so it is also repeated after a 500.</summary>
    public async Task<Image> UpdateAsync(string imageId, Func<Image, ImageSettings> settings, CancellationToken cancellationToken)
        => (await ChangeAsync(imageId, settings, cancellationToken).ConfigureAwait(false)).After;

    /// <summary>Shows or hides a version.</summary>
    public Task<Image> SetHiddenAsync(string imageId, bool isHidden, CancellationToken cancellationToken)
        => UpdateAsync(imageId, _ => new ImageSettings { IsHidden = isHidden }, cancellationToken);

    /// <summary>
    /// Hides a version, with the ID of its successor as a property. A cloud may restrict who can set properties. Then the version is only
    /// hidden.
    /// </summary>
    /// <param name="oldId">The ID of the version.</param>
    /// <param name="successor">Its successor.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="onlyIfVisible">True to change nothing if the version is hidden already.</param>
    /// <returns>The version before and after.</returns>
    public async Task<(Image Before, Image After)> HideAsync(
        string oldId, Image successor, CancellationToken cancellationToken, bool onlyIfVisible = false)
    {
        try
        {
            return await ChangeAsync(
                oldId,
                old => onlyIfVisible && old.IsHidden ? new ImageSettings() : Rotation.SettingsOf(old, successor),
                cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException) when (!Rotation.ChangesReplaced)
        {
            return await ChangeAsync(oldId, _ => new ImageSettings { IsHidden = true }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Hides older versions that concurrent commands have made visible.</summary>
    /// <param name="image">The version that stays.</param>
    /// <param name="older">The older ones.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The versions that were hidden.</returns>
    public async Task<IReadOnlyList<Image>> HideOlderAsync(
        Image image, IEnumerable<Image> older, CancellationToken cancellationToken)
    {
        var hidden = new List<Image>();
        foreach (var other in older)
        {
            try
            {
                var (before, _) = await HideAsync(other.Id, image, cancellationToken, onlyIfVisible: true).ConfigureAwait(false);
                if (!before.IsHidden)
                {
                    hidden.Add(other);
                    writer.WriteWarning(
                        $"Image {other.ResourceName}, which another command has made visible at the same time, was hidden, because image "
                            + $"{image.Id} is newer. To put it in use, use Restore-OSImage {image.Id} -Version {other.Id}.");
                }
            }
            catch (NotFoundException)
            {
                // The other command has removed it itself.
            }
            catch (OpenStackException failure)
            {
                writer.WriteError(ErrorRecords.From(failure, other));
                writer.WriteWarning(
                    $"Image {other.ResourceName}, which another command has made visible at the same time, could not be hidden. Use "
                        + $"Set-OSImage {other.Id} -Hidden $true.");
            }
        }

        return hidden;
    }

    /// <summary>
    /// Hides the successor again, after the old version could not be hidden: two visible images of one name are ambiguous. If the old
    /// version is no longer visible, the successor stays visible, because otherwise no visible image would have the name.
    /// </summary>
    /// <returns>The successor; still visible if it could not be hidden either.</returns>
    public async Task<Image> TryHideAgainAsync(Image successor, Image old, CancellationToken cancellationToken)
    {
        try
        {
            var present = await _images.FindAsync(old.Id, cancellationToken).ConfigureAwait(false);
            return present is { IsHidden: false }
                ? await SetHiddenAsync(successor.Id, isHidden: true, cancellationToken).ConfigureAwait(false)
                : successor;
        }
        catch (OpenStackException)
        {
            // The error of the old version is reported.
            return successor;
        }
    }

    private async Task<(Image Before, Image After)> ChangeAsync(
        string imageId, Func<Image, ImageSettings> settings, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (before, after) = await _images.UpdateAsync(
                    imageId,
                    image => Task.FromResult<IReadOnlyList<ImageChange>?>(ImageChange.Make(image, settings(image))),
                    cancellationToken).ConfigureAwait(false);
                return (before, after ?? before);
            }
            catch (ServiceException failure) when (failure.StatusCode == 500 && attempt < MaxAttempts)
            {
                await session.Clock.PauseAsync(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
