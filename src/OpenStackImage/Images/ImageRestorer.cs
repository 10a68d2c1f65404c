using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// Restores an earlier version of an image for Restore-OSImage. The version is made visible before the current image is hidden, and keeps
/// the property with the ID of its successor until the end, so that a repeated command completes a restoration that was interrupted.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions, warnings and errors.</param>
/// <param name="warn">Shows a warning even if the cmdlet was stopped.</param>
internal sealed class ImageRestorer(OpenStackSession session, PipelineWriter writer, Action<string> warn)
{
    private readonly VersionUpdater _versions = new(session, writer);

    /// <summary>What was done with other versions.</summary>
    public ImageRotation Result { get; } = new();

    /// <summary>Asks once for everything, and restores a version.</summary>
    /// <param name="reference">The current image.</param>
    /// <param name="version">The version to restore; null for the previous one.</param>
    /// <returns>The restored image; null if the user declined.</returns>
    /// <exception cref="NameNotFoundException">There is no such image, or no earlier version of it.</exception>
    public async Task<Image?> RestoreAsync(ImageReference reference, ImageReference? version)
    {
        var (current, previous) = await FindAsync(reference, version).ConfigureAwait(false);
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
            return await limit.RunAsync(token => SwapAsync(current, previous, members, token)).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or SessionClosedException)
        {
            warn(
                $"{(end is SessionClosedException ? "The session was ended" : "Stopped")} while image {previous.ResourceName} replaced "
                    + $"image {current.ResourceName}. Use Restore-OSImage {current.Id} -Version {previous.Id} to complete it.");
            throw;
        }
    }

    /// <summary>Makes the earlier version visible and hides the current image.</summary>
    private async Task<Image?> SwapAsync(Image current, Image previous, ReplacedMembers members, CancellationToken cancellationToken)
    {
        previous = await _versions.UpdateAsync(
            previous.Id, _ => new ImageSettings { IsHidden = false, Name = current.Name }, cancellationToken).ConfigureAwait(false);
        try
        {
            await _versions.HideAsync(current.Id, previous, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (failure is not SessionClosedException)
        {
            previous = failure is OutcomeUnknownException
                ? previous
                : await _versions.TryHideAgainAsync(previous, cancellationToken).ConfigureAwait(false);
            Report(failure, current, previous);
            return previous.IsHidden ? null : previous;
        }

        previous = await EndAsync(previous, cancellationToken).ConfigureAwait(false);
        Result.AddReplaced(current);
        members.Report(Result);
        return previous;
    }

    /// <summary>Removes the property with the ID of the successor, which the restored version has no more.</summary>
    private async Task<Image> EndAsync(Image restored, CancellationToken cancellationToken)
    {
        try
        {
            return await _versions.UpdateAsync(
                restored.Id, _ => new ImageSettings { RemovedProperties = [PropertyScope.ReplacedBy] }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OpenStackException failure)
        {
            writer.WriteError(ErrorRecords.From(failure, restored));
            writer.WriteWarning(
                $"Image {restored.ResourceName} was restored, but "
                    + $"{(failure is OutcomeUnknownException or SessionClosedException ? "may still have" : "still has")} the property "
                    + $"'{PropertyScope.ReplacedBy}'. Use Set-OSImage {restored.Id} -RemoveProperty {PropertyScope.ReplacedBy}.");
            return restored;
        }
    }

    private void Report(OpenStackException failure, Image current, Image previous)
    {
        writer.WriteError(ErrorRecords.From(failure, current));
        if (!previous.IsHidden)
        {
            writer.WriteWarning(
                $"Image {previous.ResourceName} is visible now, but image {current.ResourceName} was not hidden. Run the command "
                    + $"again, or use Set-OSImage {current.Id} -Hidden $true.");
        }
    }

    /// <summary>Finds the two images; both are visible after a restoration that was interrupted.</summary>
    private async Task<(Image Current, Image Previous)> FindAsync(ImageReference reference, ImageReference? version)
    {
        Image current;
        try
        {
            current = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (AmbiguousNameException) when (version is null)
        {
            var visible = await new ReplacementCandidates(session, writer)
                .ListAsync(reference.Text, session.ProjectId, isHidden: false, writer.CancellationToken).ConfigureAwait(false);
            foreach (var image in visible)
            {
                if (image.Properties.TryGetValue(PropertyScope.ReplacedBy, out var id)
                    && visible.FirstOrDefault(other => other.Id == id) is { } successor)
                {
                    return (successor, image);
                }
            }

            throw;
        }

        var previous = version is null
            ? await FindPreviousAsync(current).ConfigureAwait(false)
            : await new ImageResolver(session, writer).GetAsync(version, writer.CancellationToken).ConfigureAwait(false);
        if (!previous.IsHidden && previous.Name != current.Name && !previous.Properties.ContainsKey(PropertyScope.ReplacedBy))
        {
            throw NoVersion(
                $"Image {previous.ResourceName} is not a version of image {current.ResourceName}: it is visible, and has another name.");
        }

        return previous.Id != current.Id && previous.OwnerId == current.OwnerId && previous.Status == ImageStatus.Active
            ? (current, previous)
            : throw NoVersion($"Image {previous.ResourceName} cannot replace image {current.ResourceName}: it is the same image, belongs "
                + "to another project, or is not active.");
    }

    private async Task<Image> FindPreviousAsync(Image current)
    {
        var earlier = await new Predecessors(session, writer).ListAsync(current, writer.CancellationToken).ConfigureAwait(false);

        // Images of other statuses were never in use: they are left by commands that failed.
        return earlier.FirstOrDefault(image => image.Status is ImageStatus.Active or ImageStatus.Deactivated) switch
        {
            null => throw NoVersion(
                $"Image {current.ResourceName} has no earlier version: no hidden image of its project has its name or was replaced by it."),
            { Status: ImageStatus.Deactivated } image => throw NoVersion(
                $"The previous version {image.ResourceName} of image {current.ResourceName} is deactivated.",
                "Use Enable-OSImage to reactivate it, or specify another version with -Version."),
            { } image => image,
        };
    }

    private async Task WarnOfOtherMembersAsync(Image previous, IReadOnlyList<ImageMember> copied)
    {
        if (previous.Visibility != ImageVisibility.Shared)
        {
            return;
        }

        var present = await new MemberClient(session, writer).ListAsync(previous.ResourceName, writer.CancellationToken)
            .ConfigureAwait(false);
        var others = present.Select(member => member.MemberId).Except(copied.Select(member => member.MemberId)).ToArray();
        if (others.Length > 0)
        {
            writer.WriteWarning(
                $"These projects are members of the restored image {previous.ResourceName}, but not of the image that it replaces: "
                    + $"{string.Join(", ", others)}. Use Remove-OSImageMember to remove them.");
        }
    }

    private static NameNotFoundException NoVersion(
        string message, string action = "Get-OSImage -Hidden lists hidden images. Specify one of them with -Version.")
        => new(ErrorIds.NoEarlierVersion, message, action);
}
