using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>An image changed to be as wanted: what Set-OSImage does.</summary>
/// <param name="session">Who changes it.</param>
/// <param name="writer">Where questions and warnings go.</param>
internal sealed class ImageUpdater(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);

    /// <summary>Asks for and sends exactly what is not so yet; nothing if all of it is.</summary>
    /// <param name="image">The image as it is now.</param>
    /// <param name="wanted">How it is to be.</param>
    /// <returns>The image afterwards; null if somebody said no.</returns>
    public async Task<Image?> MakeAsync(Image image, ImageSettings wanted)
    {
        var located = new ResourceName(image.Id, image.Name);
        var changes = ImageChange.Make(image, wanted);
        if (changes.Count == 0)
        {
            writer.WriteVerbose($"Image {located} is so already; nothing was sent.");
            return image;
        }

        if (!await writer.ConfirmAsync($"Change image {located}: {string.Join("; ", changes)}").ConfigureAwait(false))
        {
            return null;
        }

        var changed = await _images.UpdateAsync(image.Id, changes, writer.CancellationToken).ConfigureAwait(false);
        if (ImageChange.Foreign(image, changed, changes) is { Count: > 0 } foreign)
        {
            writer.WriteWarning($"Somebody else changed image {located} at the same time: {string.Join(", ", foreign)}. What was asked for here is done; look whether the two fit together.");
        }

        return changed;
    }
}
