using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>The two images of a restoration.</summary>
/// <param name="Current">The current image.</param>
/// <param name="Previous">The earlier version that replaces it.</param>
/// <param name="Known">The IDs of other visible images of the name.</param>
internal sealed record RestoredVersion(Image Current, Image Previous, IReadOnlyCollection<string> Known);

/// <summary>Finds the images of a restoration.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Is notified of each request.</param>
internal sealed class RestoredVersionFinder(OpenStackSession session, PipelineWriter writer)
{
    /// <summary>Finds the two images; both are visible after an interrupted restoration.</summary>
    /// <param name="reference">The current image.</param>
    /// <param name="version">The version to restore; null for the previous one.</param>
    /// <exception cref="NameNotFoundException">There is no such image, or no earlier version of it.</exception>
    public async Task<RestoredVersion> FindAsync(ImageReference reference, ImageReference? version)
    {
        Image current;
        try
        {
            current = await new ImageResolver(session, writer).GetAsync(reference, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (AmbiguousNameException) when (version is null)
        {
            var visible = await ListVisibleAsync(reference.Text, session.ProjectId).ConfigureAwait(false);
            if (FindInterrupted(visible) is { } interrupted)
            {
                return interrupted;
            }

            throw;
        }

        var finding = version is null
            ? FindPreviousAsync(current)
            : new ImageResolver(session, writer).GetAsync(version, writer.CancellationToken);
        var previous = await finding.ConfigureAwait(false);
        RequireVersion(previous, current);

        // An image that was found by its name was the only visible one.
        var isNamed = current.Id != reference.Text && current.Name == reference.Text;
        return Of(current, previous, isNamed ? [] : await ListVisibleAsync(current.Name, current.OwnerId).ConfigureAwait(false));
    }

    /// <summary>Returns the restoration that was interrupted after the version was made visible; null if there is none.</summary>
    private static RestoredVersion? FindInterrupted(IReadOnlyList<Image> visible)
    {
        foreach (var image in visible)
        {
            if (image.Properties.TryGetValue(PropertyScope.ReplacedBy, out var id)
                && visible.FirstOrDefault(other => other.Id == id) is { } successor)
            {
                return Of(successor, image, visible);
            }
        }

        return null;
    }

    private static void RequireVersion(Image previous, Image current)
    {
        if (!previous.IsHidden && previous.Name != current.Name && !previous.Properties.ContainsKey(PropertyScope.ReplacedBy))
        {
            throw NoVersion(
                $"Image {previous.ResourceName} is not a version of image {current.ResourceName}: it is visible, and has another name.");
        }

        if (previous.Id == current.Id || previous.OwnerId != current.OwnerId || previous.Status != ImageStatus.Active)
        {
            throw NoVersion($"Image {previous.ResourceName} cannot replace image {current.ResourceName}: it is the same image, belongs to "
                + "another project, or is not active.");
        }
    }

    private Task<IReadOnlyList<Image>> ListVisibleAsync(string? name, string? owner)
        => new ReplacementCandidates(session, writer).ListAsync(name, owner, isHidden: false, writer.CancellationToken);

    private static RestoredVersion Of(Image current, Image previous, IReadOnlyList<Image> visible)
        => new(current, previous, [.. visible.Select(image => image.Id).Where(id => id != current.Id && id != previous.Id)]);

    private async Task<Image> FindPreviousAsync(Image current)
    {
        var history = await new Predecessors(session, writer).ReadAsync(current, writer.CancellationToken).ConfigureAwait(false);
        var previous = history.Versions.FirstOrDefault(WasInUse) ?? throw NoVersion(
            $"Image {current.ResourceName} has no earlier version: no older hidden image of its project has its name or was replaced by "
                + "it.");
        if (history.TiedWith(previous).Where(image => image == current || WasInUse(image)).ToArray() is { Length: > 0 } tied)
        {
            throw new AmbiguousNameException(
                ErrorIds.AmbiguousImageName,
                $"The previous version of image {current.ResourceName} is unknown. These images were created in the same second, and "
                    + "nothing shows which one was in use last.",
                "Specify the version with -Version",
                tied.Prepend(previous).Select(image => image.Id));
        }

        return previous.Status == ImageStatus.Active ? previous : throw NoVersion(
            $"The previous version {previous.ResourceName} of image {current.ResourceName} is deactivated.",
            "Use Enable-OSImage to reactivate it, or specify another version with -Version.");
    }

    /// <summary>Images of other statuses were never in use: they are left by commands that failed.</summary>
    private static bool WasInUse(Image image) => image.Status is ImageStatus.Active or ImageStatus.Deactivated;

    private static NameNotFoundException NoVersion(
        string message, string action = "Get-OSImage -Hidden lists hidden images. Specify one of them with -Version.")
        => new(ErrorIds.NoEarlierVersion, message, action);
}
