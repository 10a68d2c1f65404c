using System.Runtime.CompilerServices;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Sharing;

/// <summary>
/// Finds the images that entries of a sharing file specify by ID or name, with any visibility. If many names are needed, the images are
/// listed once.
/// </summary>
/// <param name="images">Reads the images.</param>
internal sealed class NamedImages(ImageClient images)
{
    /// <summary>Up to this number, each image is read separately instead of listing all images.</summary>
    public const int MaxSingleReads = 10;

    /// <summary>Finds the images of entries concurrently.</summary>
    /// <param name="entries">Entries that specify their images by ID or name.</param>
    /// <param name="limit">The maximum number of concurrent requests.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Each entry with its images; none if no image with the ID or name is visible.</returns>
    public async IAsyncEnumerable<(SharingEntry Entry, Task<IReadOnlyList<Image>> Images)> FindAsync(
        IReadOnlyList<SharingEntry> entries, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = await ListAsync(entries, cancellationToken).ConfigureAwait(false);
        var findings = ParallelSelect.SelectAsync(
            entries, limit, entry => FindAsync(entry.Images, listed, cancellationToken), cancellationToken);
        await foreach (var finding in findings.ConfigureAwait(false))
        {
            yield return finding;
        }
    }

    /// <summary>Lists the images whose names are needed.</summary>
    /// <returns>Null if reading single images is cheaper, or if the list cannot be read.</returns>
    private async Task<ILookup<string, Image>?> ListAsync(IEnumerable<SharingEntry> entries, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(
            entries.Where(entry => entry.Images.Id is null).Select(entry => entry.Images.Name!), StringComparer.Ordinal);
        if (names.Count <= MaxSingleReads)
        {
            return null;
        }

        try
        {
            var listed = await ReadAsync(name: null, image => names.Contains(image.Name ?? ""), cancellationToken).ConfigureAwait(false);
            return listed.ToLookup(image => image.Name!, StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is ServiceException or UnexpectedResponseException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<Image>> FindAsync(
        ImageSelector selector, ILookup<string, Image>? listed, CancellationToken cancellationToken)
    {
        if (selector.Id is not null)
        {
            var image = await images.FindAsync(selector.Id, cancellationToken).ConfigureAwait(false);
            return image is null ? [] : [image];
        }

        return listed is null
            ? await ReadAsync(selector.Name, image => true, cancellationToken).ConfigureAwait(false)
            : [.. listed[selector.Name!]];
    }

    private async Task<List<Image>> ReadAsync(string? name, Predicate<Image> isWanted, CancellationToken cancellationToken)
    {
        var found = new List<Image>();
        foreach (var isHidden in new[] { false, true })
        {
            var query = new ImageQuery { Name = name, Hidden = isHidden };
            await foreach (var image in images.ListAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (isWanted(image))
                {
                    found.Add(image);
                }
            }
        }

        return found;
    }
}
