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
internal sealed class ImageRestorer(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);

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
        previous = await ChangeAsync(previous, new ImageSettings { IsHidden = false, Name = current.Name }).ConfigureAwait(false);
        try
        {
            await HideAsync(current, previous).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            await ChangeAsync(previous, new ImageSettings { IsHidden = true }).ConfigureAwait(false);
            throw;
        }

        Result.AddReplaced(current);
        members.Report(Result);
        return await ChangeAsync(previous, new ImageSettings { RemovedProperties = [PropertyScope.ReplacedBy] }).ConfigureAwait(false);
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
        return earlier.FirstOrDefault(image => image.Status == ImageStatus.Active)
            ?? throw NoVersion(
                $"Image {current.ResourceName} has no earlier version: no hidden image of its project has its name or was replaced by it.");
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

    private async Task HideAsync(Image current, Image previous)
    {
        try
        {
            await ChangeAsync(current, new RotationOptions().SettingsOf(current, previous)).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            await ChangeAsync(current, new ImageSettings { IsHidden = true }).ConfigureAwait(false);
        }
    }

    private Task<Image> ChangeAsync(Image image, ImageSettings settings)
        => _images.UpdateAsync(image.Id, _ => settings, writer.CancellationToken);

    private static NameNotFoundException NoVersion(string message) => new(
        ErrorIds.NoEarlierVersion, message, "Get-OSImage -Hidden lists hidden images. Specify one of them with -Version.");
}
