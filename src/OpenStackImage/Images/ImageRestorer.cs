using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>
/// Restores an earlier version of an image for Restore-OSImage. The version is made visible before the current image is hidden, and keeps
/// the property with the ID of its successor until the end, so that a repeated command completes an interrupted restoration.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed partial class ImageRestorer(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    private readonly VersionUpdater _versions = new(session, writer);

    /// <summary>The actions on other versions.</summary>
    public ImageRotation Result { get; } = new();

    /// <summary>Prompts once for the whole operation, and restores a version.</summary>
    /// <param name="reference">The current image.</param>
    /// <param name="version">The version to restore; null for the previous one.</param>
    /// <returns>The restored image; null if the user declined.</returns>
    /// <exception cref="NameNotFoundException">There is no such image, or no earlier version of it.</exception>
    public async Task<Image?> RestoreAsync(ImageReference reference, ImageReference? version)
    {
        var found = await new RestoredVersionFinder(session, writer).FindAsync(reference, version).ConfigureAwait(false);
        var (current, previous) = (found.Current, found.Previous);
        var members = new ReplacedMembers(session, writer);
        await members.ReadAsync([current]).ConfigureAwait(false);
        var steps = members.Steps().Concat([$"make it visible as '{current.Name}'", $"hide image {current.ResourceName}"]);
        if (!await writer.ConfirmAsync($"Restore image {previous.ResourceName}: {string.Join("; ", steps)}").ConfigureAwait(false))
        {
            return null;
        }

        if (previous.Visibility == ImageVisibility.Shared && !await members.CopyAsync(previous, current).ConfigureAwait(false))
        {
            return null;
        }

        await WarnOfOtherMembersAsync(previous, members.All).ConfigureAwait(false);
        writer.CancellationToken.ThrowIfCancellationRequested();
        using var limit = new FinishLimit(
            $"Stopped. Image {previous.ResourceName} replaces image {current.ResourceName}; this is being completed.",
            warn,
            writer.CancellationToken);
        try
        {
            return await limit.RunAsync(token => SwapAsync(found, members, token)).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or SessionClosedException)
        {
            warn(
                $"{(end is SessionClosedException ? "The session was ended" : "Stopped")} while image {previous.ResourceName} replaced "
                    + $"image {current.ResourceName}. Use Restore-OSImage {current.Id} -Version {previous.Id} to complete it.");
            throw;
        }
    }

    /// <summary>Makes the earlier version visible, and hides the current image and older versions of concurrent commands.</summary>
    private async Task<Image?> SwapAsync(RestoredVersion found, ReplacedMembers members, CancellationToken cancellationToken)
    {
        var current = found.Current;
        var versions = new ConcurrentVersions(session, writer) { Replaced = [current.Id], Known = found.Known };
        var shown = await versions.ShowAsync(token => ShowAsync(found, token), cancellationToken).ConfigureAwait(false);
        if (shown.Newer is not null)
        {
            return ReportNewer(shown);
        }

        var previous = shown.Own;
        var others = new List<Image>();
        try
        {
            others.AddRange(await HideAsync(current, previous, versions, cancellationToken).ConfigureAwait(false));
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException && !failure.IsAboutImage)
        {
            return await UndoAsync(failure, current, previous, cancellationToken).ConfigureAwait(false);
        }

        if (others.Find(later => ReplacementCandidates.IsNewer(later, previous)) is { } newer
            && await versions.YieldAsync(previous, newer, cancellationToken).ConfigureAwait(false) is { } yielded)
        {
            return ReportNewer(yielded);
        }

        shown = shown with { Older = [.. shown.Older, .. others.Where(later => shown.Older.All(older => older.Id != later.Id))] };
        var restored = await PutInUseAsync(shown, cancellationToken).ConfigureAwait(false);
        if (restored is { IsHidden: true })
        {
            restored = await PutInUseAgainAsync(restored, found, cancellationToken).ConfigureAwait(false);
        }

        return restored is null ? null : Complete(restored, current, members);
    }

    /// <summary>Hides the current image.</summary>
    /// <returns>The versions that concurrent commands have made visible since.</returns>
    /// <exception cref="NotFoundException">The earlier version was deleted.</exception>
    private async Task<IReadOnlyList<Image>> HideAsync(
        Image current, Image previous, ConcurrentVersions versions, CancellationToken cancellationToken)
    {
        Image before;
        try
        {
            (before, _) = await _versions.HideAsync(current.Id, previous, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            writer.WriteWarning($"Image {current.ResourceName}, which image {previous.Id} replaces, was deleted in the meantime.");
            return [];
        }

        try
        {
            return await versions.FindLaterAsync(current, before, previous, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            writer.WriteWarning(
                $"Image {current.ResourceName} is hidden. To put it in use again, use Set-OSImage {current.Id} -Hidden $false.");
            throw;
        }
    }

    private Image Complete(Image restored, Image replaced, ReplacedMembers members)
    {
        Result.AddReplaced(replaced);
        members.Report(Result);
        return restored;
    }

    private Task<Image> ShowAsync(RestoredVersion found, CancellationToken cancellationToken) => _versions.UpdateAsync(
        found.Previous.Id, _ => new ImageSettings { IsHidden = false, Name = found.Current.Name }, cancellationToken);

    /// <summary>Hides the earlier version again, because the current image could not be hidden.</summary>
    /// <returns>The version; null if it is hidden.</returns>
    private async Task<Image?> UndoAsync(OpenStackException failure, Image current, Image previous, CancellationToken cancellationToken)
    {
        previous = failure is OutcomeUnknownException
            ? previous
            : await _versions.TryHideAgainAsync(previous, current, cancellationToken).ConfigureAwait(false);
        Report(failure, current, previous);
        return previous.IsHidden ? null : previous;
    }

    /// <summary>Puts a version in use that someone has hidden meanwhile, unless a newer one is visible.</summary>
    private async Task<Image?> PutInUseAgainAsync(Image restored, RestoredVersion found, CancellationToken cancellationToken)
    {
        var versions = new ConcurrentVersions(session, writer) { Known = found.Known };
        var shown = await versions.YieldAsync(restored, newer: null, cancellationToken).ConfigureAwait(false);
        shown ??= await versions.ShowAsync(token => ShowAsync(found, token), cancellationToken).ConfigureAwait(false);
        return await PutInUseAsync(shown, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hides the older versions of concurrent commands, and completes the version that stays visible.</summary>
    /// <returns>The version; null if a newer one stays visible instead.</returns>
    private async Task<Image?> PutInUseAsync(VersionInUse shown, CancellationToken cancellationToken)
    {
        if (shown.Newer is not null)
        {
            return ReportNewer(shown);
        }

        await _versions.HideOlderAsync(shown.Own, shown.Older, cancellationToken).ConfigureAwait(false);
        return await EndAsync(shown.Own, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the property with the ID of the successor, because the restored version no longer has a successor. A version that a
    /// concurrent command has hidden meanwhile is not changed.
    /// </summary>
    private async Task<Image> EndAsync(Image restored, CancellationToken cancellationToken)
    {
        try
        {
            return await _versions.UpdateAsync(
                restored.Id,
                image => image.IsHidden ? new ImageSettings() : new ImageSettings { RemovedProperties = [PropertyScope.ReplacedBy] },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, restored));
            writer.WriteWarning(
                $"Image {restored.ResourceName} was restored, but "
                    + $"{(failure.MayHaveTakenEffect ? "may still have" : "still has")} the property "
                    + $"'{PropertyScope.ReplacedBy}'. Use Set-OSImage {restored.Id} -RemoveProperty {PropertyScope.ReplacedBy}.");
            return restored;
        }
    }
}
