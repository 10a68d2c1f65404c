using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// Determines, with concurrent commands, the one version that stays visible: the newest by creation time, then by ID. Each command first
/// makes its own version visible and then lists the visible versions, so that at least the later one of two commands sees both. A command
/// hides its own version if it sees a newer one. Otherwise, it hides the image that it replaces, and then the older versions that it saw.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes warnings and errors.</param>
internal sealed class ConcurrentVersions(OpenStackSession session, PipelineWriter writer)
{
    private const int MaxRounds = 3;

    private readonly ReplacementCandidates _candidates = new(session, writer);
    private readonly ImageClient _images = new(session, writer);
    private readonly VersionUpdater _updater = new(session, writer);

    /// <summary>The IDs of the images that the command replaces, and hides itself.</summary>
    public IReadOnlyCollection<string> Replaced { get; init; } = [];

    /// <summary>The IDs of other images with the name that were visible before the command, and remain visible.</summary>
    public IReadOnlyCollection<string> Known { get; init; } = [];

    /// <summary>The settings of the own version if this command may delete it in favor of an equal one; null to only hide it.</summary>
    public ImageSettings? Settings { get; init; }

    /// <summary>
    /// Returns the equal version that a concurrent command has put in use already, in favor of which this command deletes its own; null if
    /// there is none, or another version is newer.
    /// </summary>
    /// <param name="own">The own version, which is still hidden.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Image?> ReplaceByEqualAsync(Image own, CancellationToken cancellationToken)
    {
        if (Settings is null)
        {
            return null;
        }

        IReadOnlyList<Image> seen;
        try
        {
            seen = await ListAsync(own, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException)
        {
            // The decisive list is read after the own version is visible.
            return null;
        }

        // If the own version is already visible, an equal command has completed and returned it.
        if (seen.Count == 0 || !seen.All(image => image.Id != own.Id && ReplacementCandidates.IsEqual(own, image, Settings)))
        {
            return null;
        }

        await _images.DeleteAsync(own.Id, cancellationToken).ConfigureAwait(false);
        writer.WriteVerbose($"Another command has created the equal image {seen[0].Id} at the same time; image {own.Id} was removed.");
        return seen[0];
    }

    /// <summary>Makes a version visible, and determines whether it stays visible.</summary>
    /// <param name="show">Makes the version visible. Repeating this has no further effect.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OpenStackException">The version could not be made visible, or was deleted.</exception>
    public async Task<VersionInUse> ShowAsync(Func<CancellationToken, Task<Image>> show, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var own = await show(cancellationToken).ConfigureAwait(false);
            try
            {
                var seen = await ListAsync(own, cancellationToken).ConfigureAwait(false);
                var older = seen.Where(image => image.Id != own.Id && !ReplacementCandidates.IsNewer(image, own)).ToArray();
                if (seen.Any(image => image.Id == own.Id) && older.Length == seen.Count - 1)
                {
                    WarnOfKnown(own);
                    return new VersionInUse(own, null, older);
                }

                var newer = seen.LastOrDefault(image => ReplacementCandidates.IsNewer(image, own));
                var yielded = await YieldAsync(own, newer, cancellationToken).ConfigureAwait(false);
                if (yielded is not null)
                {
                    return yielded;
                }
            }
            catch (OpenStackException failure) when (failure is not SessionClosedException && !failure.IsAboutImage)
            {
                WarnOfUnverified(own, failure);
                return new VersionInUse(own, null, []);
            }

            if (round == MaxRounds)
            {
                writer.WriteWarning(
                    $"Other commands change the versions of image {own.ResourceName} at the same time. Check which one is visible with "
                        + $"Get-OSImage -Name '{own.Name}'.");
                return new VersionInUse(own, null, []);
            }
        }
    }

    /// <summary>Hides the own version in favor of a newer one, which must be visible afterwards.</summary>
    /// <param name="own">The own version.</param>
    /// <param name="newer">The newer version; null if another client has hidden the own version.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if no newer version is visible afterwards.</returns>
    public async Task<VersionInUse?> YieldAsync(Image own, Image? newer, CancellationToken cancellationToken)
    {
        if (newer is null)
        {
            own = await _images.GetAsync(own.Id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            (_, own) = await _updater.HideAsync(own.Id, newer, cancellationToken).ConfigureAwait(false);
        }

        var seen = await ListAsync(own, cancellationToken, newer).ConfigureAwait(false);
        var inUse = seen.LastOrDefault(image => ReplacementCandidates.IsNewer(image, own));
        return inUse is null
            ? null
            : new VersionInUse(own, inUse, []) { IsEqual = Settings is not null && ReplacementCandidates.IsEqual(own, inUse, Settings) };
    }

    /// <summary>Returns the visible image by which a concurrent command has replaced the same image since it was read.</summary>
    private async Task<Image?> FindOtherSuccessorAsync(Image old, Image before, Image own, CancellationToken cancellationToken)
    {
        if (!before.IsHidden || !before.Properties.TryGetValue(PropertyScope.ReplacedBy, out var id) || id == own.Id
            || (old.IsHidden && old.Properties.TryGetValue(PropertyScope.ReplacedBy, out var known) && known == id))
        {
            return null;
        }

        var image = await _images.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return image is { IsHidden: false } && image.Name == own.Name && image.OwnerId == own.OwnerId ? image : null;
    }

    /// <summary>
    /// Returns the versions that concurrent commands have made visible since the own one. Two commands that replace one image by its ID
    /// can both read it before either hides it, and the later one can have read the version of the earlier one as an image that was
    /// visible before. The version of the later one is visible before the earlier one hides the image, which therefore finds it here.
    /// </summary>
    /// <param name="old">The replaced image as it was read first.</param>
    /// <param name="before">The same image before this command hid it.</param>
    /// <param name="own">The own version.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The own version was deleted.</exception>
    public async Task<IReadOnlyList<Image>> FindLaterAsync(Image old, Image before, Image own, CancellationToken cancellationToken)
    {
        var other = await FindOtherSuccessorAsync(old, before, own, cancellationToken).ConfigureAwait(false);
        try
        {
            var seen = await ListAsync(own, cancellationToken).ConfigureAwait(false);
            if (seen.All(image => image.Id != own.Id))
            {
                // A concurrent command has hidden it, or it was deleted.
                await _images.GetAsync(own.Id, cancellationToken).ConfigureAwait(false);
            }

            var later = seen.Where(image => image.Id != own.Id && image.Id != other?.Id);
            return [.. later, .. other is null ? Array.Empty<Image>() : [other]];
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException && !failure.IsAboutImage)
        {
            WarnOfUnverified(own, failure);
            return other is null ? [] : [other];
        }
    }

    /// <summary>
    /// Returns the visible versions that this command does not replace and that were not visible before it, the oldest first.
    /// </summary>
    private async Task<IReadOnlyList<Image>> ListAsync(Image own, CancellationToken cancellationToken, Image? included = null)
    {
        var visible = await _candidates.ListAsync(own.Name, own.OwnerId, isHidden: false, cancellationToken).ConfigureAwait(false);
        return [.. visible.Where(image =>
            image.Id == own.Id || image.Id == included?.Id || !(Replaced.Contains(image.Id) || Known.Contains(image.Id)))];
    }

    private void WarnOfUnverified(Image own, OpenStackException failure) => writer.WriteWarning(
        $"It could not be verified that image {own.ResourceName} is the only visible one of its name: {failure.Message}");

    private void WarnOfKnown(Image own)
    {
        // The own version was visible before, too, if an earlier command has created it.
        var others = Known.Where(id => id != own.Id).ToArray();
        if (others.Length > 0)
        {
            writer.WriteWarning(
                $"Other images are named '{own.Name}' and were visible before: {string.Join(", ", others)}. They were not changed; the "
                    + "name is ambiguous. Use Set-OSImage -Hidden $true to hide them.");
        }
    }
}
