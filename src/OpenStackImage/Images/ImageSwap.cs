using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// The last steps of New-OSImage -Replaces: unhides the new image and hides the old one. If a step fails, one error is written, and
/// the old image remains in use.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes errors and warnings.</param>
internal sealed class ImageSwap(OpenStackSession session, PipelineWriter writer)
{
    /// <summary>True if this command has created the image, and may delete it in favor of an equal one of a concurrent run.</summary>
    public bool MayYield { get; init; }

    /// <summary>The actions on the replaced images.</summary>
    public RotationOptions Rotation { get; init; } = new();

    private VersionUpdater Updater => new(session, writer) { Rotation = Rotation };

    /// <summary>Unhides an image, unless a newer or an equal version of a concurrent run stays visible instead.</summary>
    /// <param name="image">The complete image.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="replacement">The old images.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image, and the older versions of concurrent runs that it replaces; null for these if it is not in use.</returns>
    /// <exception cref="NotFoundException">The image was deleted.</exception>
    public async Task<(Image Image, IReadOnlyList<Image>? Older)> ShowAsync(
        Image image, ImageSettings settings, ImageReplacement replacement, CancellationToken cancellationToken)
    {
        if (settings.IsHidden == true)
        {
            return (image, []);
        }

        try
        {
            var versions = VersionsOf(replacement, settings);
            if (await versions.ReplaceByEqualAsync(image, cancellationToken).ConfigureAwait(false) is { } equal)
            {
                return (equal, null);
            }

            var shown = await versions.ShowAsync(
                token => Updater.SetHiddenAsync(image.Id, isHidden: false, token), cancellationToken).ConfigureAwait(false);
            WarnOfNewer(shown);
            return (shown.Result, shown.Newer is null ? shown.Older : null);
        }
        catch (OpenStackException failure) when (!failure.IsAboutImage)
        {
            Report(failure, image, image, replacement);
            return (image, null);
        }
    }

    /// <summary>Hides the images that a visible image replaces: the old ones first, then those of concurrent runs.</summary>
    /// <param name="image">The visible image.</param>
    /// <param name="replacement">The old images.</param>
    /// <param name="older">The older versions of concurrent runs.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image; hidden again if an old image could not be hidden.</returns>
    /// <exception cref="NotFoundException">The image was deleted.</exception>
    public async Task<Image> HideOldAsync(
        Image image, ImageReplacement replacement, IReadOnlyList<Image> older, CancellationToken cancellationToken)
    {
        var versions = VersionsOf(replacement, settings: null);
        var concurrent = older.ToDictionary(other => other.Id, StringComparer.Ordinal);
        foreach (var old in replacement.AllOld)
        {
            Image before;
            try
            {
                (before, _) = await Updater.HideAsync(old.Id, image, cancellationToken).ConfigureAwait(false);
            }
            catch (NotFoundException)
            {
                writer.WriteWarning($"Image {old.ResourceName}, which image {image.Id} replaces, was deleted in the meantime.");
                continue;
            }
            catch (OpenStackException failure)
            {
                // After an unknown outcome, the old image may also be hidden.
                image = failure.MayHaveTakenEffect
                    ? image
                    : await Updater.TryHideAgainAsync(image, old, cancellationToken).ConfigureAwait(false);
                Report(failure, old, image, replacement);
                return image;
            }

            replacement.Hidden.Add(old);
            var later = image.IsHidden
                ? []
                : await versions.FindLaterAsync(old, before, image, cancellationToken).ConfigureAwait(false);
            foreach (var other in later)
            {
                concurrent[other.Id] = other;
            }
        }

        return await HideConcurrentAsync(versions, image, replacement, concurrent.Values, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Image> HideConcurrentAsync(
        ConcurrentVersions versions, Image image, ImageReplacement replacement, IReadOnlyCollection<Image> concurrent,
        CancellationToken cancellationToken)
    {
        var newer = concurrent.FirstOrDefault(other => ReplacementCandidates.IsNewer(other, image));
        if (newer is not null)
        {
            if (await versions.YieldAsync(image, newer, cancellationToken).ConfigureAwait(false) is { } yielded)
            {
                WarnOfNewer(yielded);
                return yielded.Result;
            }

            image = await Updater.SetHiddenAsync(image.Id, isHidden: false, cancellationToken).ConfigureAwait(false);
        }

        var others = concurrent.Where(other => other != newer);
        foreach (var hidden in await Updater.HideOlderAsync(image, others, cancellationToken).ConfigureAwait(false))
        {
            replacement.Hidden.Add(hidden);
        }

        return image;
    }

    private ConcurrentVersions VersionsOf(ImageReplacement replacement, ImageSettings? settings) => new(session, writer)
    {
        Replaced = [.. replacement.AllOld.Select(old => old.Id)],
        Known = replacement.Known,
        Settings = MayYield ? settings : null,
    };

    private void WarnOfNewer(VersionInUse version)
    {
        if (version.Newer is { } newer && version.IsEqual)
        {
            writer.WriteWarning(
                $"Another command has made the equal image {newer.ResourceName} visible at the same time, which stays in use. Image "
                    + $"{version.Own.Id} is hidden. It is not removed, because it was visible for a moment; if nothing uses it, use "
                    + $"Remove-OSImage {version.Own.Id}.");
        }
        else if (version.Newer is { } other)
        {
            writer.WriteWarning(
                $"Another command has made image {other.ResourceName} visible at the same time, which is newer and stays in use. Image "
                    + $"{version.Own.Id} is hidden. To put it in use, use Restore-OSImage {other.Id} -Version {version.Own.Id}.");
        }
    }

    private void Report(OpenStackException failure, Image target, Image image, ImageReplacement replacement)
    {
        writer.WriteError(ErrorRecords.From(failure, target));
        var state = failure.MayHaveTakenEffect
                ? $"It is unknown whether image {image.Id} is visible and image {replacement.OldName} is hidden."
            : image.IsHidden
                ? $"Image {image.Id} was created and stays hidden, because image {replacement.OldName} could not be replaced."
            : $"Image {image.Id} was created, but image {replacement.OldName} was not hidden.";
        writer.WriteWarning($"{state} {replacement.HowToComplete(image, target.Id == image.Id ? null : failure)}");
    }
}
