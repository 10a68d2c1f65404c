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

    /// <summary>What is done with the hidden version.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>Changes a version. A repetition has no further effect, so that the request is repeated after a 500, too.</summary>
    public async Task<Image> UpdateAsync(string imageId, Func<Image, ImageSettings> settings, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _images.UpdateAsync(imageId, settings, cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceException failure) when (failure.StatusCode == 500 && attempt < MaxAttempts)
            {
                await session.Clock.PauseAsync(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Shows or hides a version.</summary>
    public Task<Image> SetHiddenAsync(string imageId, bool isHidden, CancellationToken cancellationToken)
        => UpdateAsync(imageId, _ => new ImageSettings { IsHidden = isHidden }, cancellationToken);

    /// <summary>
    /// Hides a version, with the ID of its successor as a property. A cloud may restrict who sets properties; then it is only hidden.
    /// </summary>
    public async Task HideAsync(string oldId, Image successor, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(oldId, old => Rotation.SettingsOf(old, successor), cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException) when (!Rotation.ChangesReplaced)
        {
            await SetHiddenAsync(oldId, isHidden: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Hides the successor again, after the old version could not be hidden: two visible images of one name are ambiguous.
    /// </summary>
    /// <returns>The successor; still visible if it could not be hidden either.</returns>
    public async Task<Image> TryHideAgainAsync(Image successor, CancellationToken cancellationToken)
    {
        try
        {
            return await SetHiddenAsync(successor.Id, isHidden: true, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            // The error of the old version counts.
            return successor;
        }
    }
}
