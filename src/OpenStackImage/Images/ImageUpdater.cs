using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Changes an image for Set-OSImage.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes questions and warnings.</param>
internal sealed class ImageUpdater(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);

    /// <summary>Reads the image, prompts for confirmation, and sends only the differences. If there are none, no request is sent.</summary>
    /// <param name="image">The image.</param>
    /// <param name="wanted">The requested settings of the image.</param>
    /// <returns>The image afterwards; null if the user declined.</returns>
    public async Task<Image?> UpdateAsync(ResourceName image, ImageSettings wanted)
    {
        var (before, after) = await _images.UpdateAsync(image.Id, PlanAsync, writer.CancellationToken).ConfigureAwait(false);
        var changes = ImageChange.Make(before, wanted);
        if (after is not null && changes.Count > 0 && ImageChange.Foreign(before, after, changes) is { Count: > 0 } foreign)
        {
            writer.WriteWarning(
                $"Another client changed image {before.ResourceName} at the same time: {string.Join(", ", foreign)}. Your changes were "
                    + "made. Check that they are compatible with the other changes.");
        }

        if (after is not null && changes.Where(change => !change.IsDoneIn(after)).ToArray() is { Length: > 0 } undone)
        {
            var list = string.Join("; ", undone.Select(change => change.ToString()));
            writer.WriteWarning($"The cloud accepted the change of image {before.ResourceName}, but does not show all of it: {list}.");
        }

        return after;

        async Task<IReadOnlyList<ImageChange>?> PlanAsync(Image current)
        {
            var planned = ImageChange.Make(current, wanted);
            if (planned.Count == 0)
            {
                writer.WriteVerbose($"Image {current.ResourceName} already has these settings; nothing was sent.");
                return planned;
            }

            var agreed = await writer.ConfirmAsync($"Change image {current.ResourceName}: {string.Join("; ", planned)}")
                .ConfigureAwait(false);
            return agreed ? planned : null;
        }
    }
}
