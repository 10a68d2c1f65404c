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
    private readonly ImageClient _images = new(session, writer);
    private readonly ReplacementCandidates _candidates = new(session, writer);

    /// <summary>True if this command has created the image, and may delete it in favor of an equal one of a concurrent run.</summary>
    public bool MayYield { get; init; }

    /// <summary>What is done with the replaced images.</summary>
    public RotationOptions Rotation { get; init; } = new();

    private VersionUpdater Updater => new(session, writer) { Rotation = Rotation };

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
            image = await Updater.SetHiddenAsync(image.Id, isHidden: false, cancellationToken).ConfigureAwait(false);
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
                await Updater.HideAsync(old.Id, image, cancellationToken).ConfigureAwait(false);
                replacement.AddHidden(old);
            }
            catch (OpenStackException failure)
            {
                // After an unknown outcome the old image may be hidden, too.
                image = IsUnknown(failure)
                    ? image
                    : await Updater.TryHideAgainAsync(image, cancellationToken).ConfigureAwait(false);
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
            await Updater.SetHiddenAsync(imageId, isHidden: true, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // The other run has removed it itself.
        }
    }

    private void Report(OpenStackException failure, Image target, Image image, ImageReplacement replacement)
    {
        writer.WriteError(ErrorRecords.From(failure, target));
        writer.WriteWarning(IsUnknown(failure)
            ? $"It is unknown whether image {image.Id} is visible and image {replacement.OldName} is hidden. Run the command again to "
                + "complete the replacement."
            : image.IsHidden
            ? $"Image {image.Id} was created and stays hidden, because image {replacement.OldName} could not be replaced. Run the command "
                + $"again, or use Set-OSImage {image.Id} -Hidden $false and Set-OSImage {replacement.Old.Id} -Hidden $true."
            : $"Image {image.Id} was created, but image {replacement.OldName} was not hidden. Run the command again, or use "
                + $"Set-OSImage {replacement.Old.Id} -Hidden $true.");
    }

    /// <summary>True if the request may have taken effect.</summary>
    private static bool IsUnknown(OpenStackException failure) => failure is OutcomeUnknownException or SessionClosedException;
}
