using System.Globalization;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// The last steps of New-OSImage -Replaces: shows the new image and hides the old one. A failure is one error, and leaves the old
/// image in use.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes errors and warnings.</param>
internal sealed class ImageSwap(OpenStackSession session, PipelineWriter writer)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ImageClient _images = new(session, writer);
    private readonly ReplacementCandidates _candidates = new(session, writer);

    /// <summary>True if this command has created the image, and may delete it in favour of an equal one of a concurrent run.</summary>
    public bool MayYield { get; init; }

    /// <summary>What is done with the replaced images.</summary>
    public RotationOptions Rotation { get; init; } = new();

    /// <summary>
    /// Shows an image. If a concurrent run has created an equal image, one of the two stays: the older one.
    /// </summary>
    /// <param name="image">The complete image.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="replacement">The old images.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image that is in use, and whether it is this one, so that the old image is to be hidden.</returns>
    public async Task<(Image Image, bool ReplacesOld)> ShowAsync(
        Image image, ImageSettings settings, ImageReplacement replacement, CancellationToken cancellationToken)
    {
        if (settings.IsHidden == true)
        {
            return (image, true);
        }

        try
        {
            image = await UpdateAsync(image.Id, _ => new ImageSettings { IsHidden = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            Report(failure, image, image, replacement);
            return (image, false);
        }

        var other = MayYield ? await AgreeAsync(image, settings, replacement, cancellationToken).ConfigureAwait(false) : null;
        return (other ?? image, other is null);
    }

    /// <summary>Hides the images that a visible image replaces.</summary>
    /// <param name="image">The visible image.</param>
    /// <param name="replacement">The old images.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image; hidden again if an old image could not be hidden.</returns>
    public async Task<Image> HideOldAsync(Image image, ImageReplacement replacement, CancellationToken cancellationToken)
    {
        foreach (var old in replacement.AllOld)
        {
            try
            {
                await HideOldAsync(old.Id, image, cancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                image = await TryHideAgainAsync(image, cancellationToken).ConfigureAwait(false);
                Report(failure, old, image, replacement);
                return image;
            }
        }

        return image;
    }

    /// <summary>
    /// Each of several concurrent runs makes its image visible first and lists the others then, so that at least the last one sees all of
    /// them.
    /// </summary>
    /// <returns>The equal image of another run that stays instead of this one; null if this one stays.</returns>
    private async Task<Image?> AgreeAsync(
        Image image, ImageSettings settings, ImageReplacement replacement, CancellationToken cancellationToken)
    {
        try
        {
            var equal = await _candidates.ListEqualAsync(replacement, settings, image, cancellationToken).ConfigureAwait(false);
            var first = ReplacementCandidates.InOrder(equal.Append(image))[0];
            if (first.Id != image.Id)
            {
                await _images.DeleteAsync(image.Id, cancellationToken).ConfigureAwait(false);
                writer.WriteVerbose(
                    $"Another command has created the equal image {first.Id} at the same time; image {image.Id} was removed.");
                return first;
            }

            foreach (var other in equal)
            {
                await HideIfPresentAsync(other.Id, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OpenStackException failure)
        {
            writer.WriteWarning(string.Format(
                CultureInfo.InvariantCulture,
                "It could not be verified that image {0} is the only new one: {1}",
                image.ResourceName,
                failure.Message));
        }

        return null;
    }

    private async Task HideIfPresentAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(imageId, _ => new ImageSettings { IsHidden = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // The other run has removed it itself.
        }
    }

    /// <summary>Without the old image hidden, a visible new one would make the name ambiguous.</summary>
    private async Task<Image> TryHideAgainAsync(Image image, CancellationToken cancellationToken)
    {
        try
        {
            return await UpdateAsync(image.Id, _ => new ImageSettings { IsHidden = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            // The error of the old image counts; the warning says which images are visible.
            return image;
        }
    }

    private void Report(OpenStackException failure, Image target, Image image, ImageReplacement replacement)
    {
        writer.WriteError(ErrorRecords.From(failure, target));
        writer.WriteWarning(image.IsHidden
            ? $"Image {image.Id} was created and stays hidden, because image {replacement.OldName} could not be replaced. Run the command "
                + $"again, or use Set-OSImage {image.Id} -Hidden $false and Set-OSImage {replacement.Old.Id} -Hidden $true."
            : $"Image {image.Id} was created, but image {replacement.OldName} was not hidden. Run the command again, or use "
                + $"Set-OSImage {replacement.Old.Id} -Hidden $true.");
    }

    /// <summary>
    /// Hides a replaced image, with the ID of its successor as a property. A cloud may restrict who sets properties; then it is only
    /// hidden.
    /// </summary>
    private async Task HideOldAsync(string oldId, Image image, CancellationToken cancellationToken)
    {
        try
        {
            await UpdateAsync(oldId, old => Rotation.SettingsOf(old, image), cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException) when (!Rotation.ChangesReplaced)
        {
            await UpdateAsync(oldId, _ => new ImageSettings { IsHidden = true }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Changing an image twice is the same as once, so that a 500 is repeated, too.</summary>
    private async Task<Image> UpdateAsync(string imageId, Func<Image, ImageSettings> settings, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _images.UpdateAsync(imageId, settings, cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceException failure) when (failure.StatusCode == 500 && attempt < MaxAttempts)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
