using OpenStackImage.Http;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>
/// Finds images that another run of the same New-OSImage -Replaces has created, so that a repeated command completes that run, and
/// concurrent ones agree on one image.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ReplacementCandidates(OpenStackSession session, IRequestObserver observer)
{
    private readonly ImageClient _images = new(session, observer);

    /// <summary>The ID that the user chose for the new image; null if any image may be it.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Returns the image that already equals the requested one: the old image itself, or an image that an earlier run has created.
    /// </summary>
    /// <param name="replacement">The old images.</param>
    /// <param name="specified">The settings that were specified, without the inherited ones.</param>
    /// <param name="data">The data of the new image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="AmbiguousNameException">There is none, and several old images have the name.</exception>
    public async Task<Image?> FindAsync(
        ImageReplacement replacement, ImageSettings specified, UploadData data, CancellationToken cancellationToken)
    {
        if (replacement.Ambiguity is { } ambiguity)
        {
            var replacing = await FindReplacingAllAsync(replacement, specified, data, cancellationToken).ConfigureAwait(false);
            return replacing ?? throw ambiguity;
        }

        var settings = replacement.Inherit(specified);
        if (ImageChange.Make(replacement.Old, settings).Count == 0
            && await HasDataAsync(replacement.Old, data, cancellationToken).ConfigureAwait(false))
        {
            return replacement.Old;
        }

        foreach (var isHidden in new[] { false, true })
        {
            var images = await ListSameNameAsync(settings, isHidden, cancellationToken).ConfigureAwait(false);
            if (!isHidden)
            {
                replacement.SetKnown(images);
            }

            foreach (var image in images.Where(image => IsNewer(image, replacement, settings)))
            {
                if (await HasDataAsync(image, data, cancellationToken).ConfigureAwait(false))
                {
                    return image;
                }
            }
        }

        return null;
    }

    /// <summary>Returns the one of several old images that already is what the new one is to be instead of all others.</summary>
    private async Task<Image?> FindReplacingAllAsync(
        ImageReplacement replacement, ImageSettings specified, UploadData data, CancellationToken cancellationToken)
    {
        foreach (var image in replacement.AllOld)
        {
            var replacesAll = replacement.AllOld.Where(old => old.Id != image.Id)
                .All(old => HasSettings(image, replacement.Inherit(specified, old)));
            if (replacesAll && await HasDataAsync(image, data, cancellationToken).ConfigureAwait(false))
            {
                return image;
            }
        }

        return null;
    }

    /// <summary>Returns the images with exactly this name, the oldest first; with several of one second, by their IDs.</summary>
    /// <param name="name">The name.</param>
    /// <param name="owner">The ID of the project that owns them; null for any.</param>
    /// <param name="isHidden">True for the hidden ones, false for the others.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Image>> ListAsync(string? name, string? owner, bool isHidden, CancellationToken cancellationToken)
    {
        var found = new List<Image>();
        var query = new ImageQuery { Name = name, Owner = owner, Hidden = isHidden, RequiresAll = true };
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (image.Name == name && (owner is null || image.OwnerId == owner))
            {
                found.Add(image);
            }
        }

        return InOrder(found);
    }

    /// <summary>
    /// Returns the images of a project that may be copies of an image: those of its name that are hidden or visible like it. A copy may be
    /// older than a change of the source. If none of them has the data, the copy is the only other image that has it.
    /// </summary>
    /// <param name="source">The image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SessionException">The project owns the image.</exception>
    public async Task<IReadOnlyList<Image>> ListCopiesAsync(Image source, CancellationToken cancellationToken)
    {
        var owner = session.RequireProjectId();
        if (session.CloudIdentity == source.Session!.CloudIdentity && owner == source.OwnerId)
        {
            throw new SessionException(
                $"Image {source.ResourceName} already belongs to the project of the destination '{session.Cloud}'.",
                "Specify a session of another cloud or project.");
        }

        var like = await ListAsync(source.Name, owner, source.IsHidden, cancellationToken).ConfigureAwait(false);
        if (like.Any(HasData) || (like.Count > 0 && !source.IsHidden))
        {
            return like;
        }

        var others = await ListAsync(source.Name, owner, !source.IsHidden, cancellationToken).ConfigureAwait(false);
        var same = others.Where(HasData).ToArray();
        return same.Length == 1 ? same : like;

        bool HasData(Image image) => ImageComparison.CompareData(source, image) == DataComparison.Same;
    }

    /// <summary>Returns images in the same order for every run.</summary>
    public static IReadOnlyList<Image> InOrder(IEnumerable<Image> images)
        => [.. images.OrderBy(image => image.CreatedAt).ThenBy(image => image.Id, StringComparer.Ordinal)];

    /// <summary>True if an image is newer than another one. Images of the same second are compared by their IDs.</summary>
    public static bool IsNewer(Image image, Image other) => image.Id != other.Id && InOrder([image, other])[1].Id == image.Id;

    /// <summary>True if an image has the data of another one, and the settings.</summary>
    public static bool IsEqual(Image own, Image image, ImageSettings settings)
        => ImageComparison.CompareData(own, image) == DataComparison.Same && HasSettings(image, settings);

    /// <summary>Reads which images with the name of the new image are visible before it is created.</summary>
    public async Task ReadKnownAsync(ImageReplacement replacement, ImageSettings specified, CancellationToken cancellationToken)
        => replacement.SetKnown(
            await ListSameNameAsync(replacement.Inherit(specified), isHidden: false, cancellationToken).ConfigureAwait(false));

    /// <summary>Returns the images that have the name of a new image and will have its owner.</summary>
    private async Task<IReadOnlyList<Image>> ListSameNameAsync(ImageSettings settings, bool isHidden, CancellationToken cancellationToken)
        => settings.Name is null || (settings.OwnerId ?? session.ProjectId) is not { } owner
            ? []
            : await ListAsync(settings.Name, owner, isHidden, cancellationToken).ConfigureAwait(false);

    private static bool IsNewer(Image image, ImageReplacement replacement, ImageSettings settings)
        => replacement.AllOld.All(old => old.Id != image.Id && old.CreatedAt <= image.CreatedAt) && HasSettings(image, settings);

    /// <summary>True if an image has the settings. Hidden and protected are ignored, because they are set last.</summary>
    public static bool HasSettings(Image image, ImageSettings settings)
        => image.Status == ImageStatus.Active
            && ImageChange.Make(image, settings with { IsHidden = null, IsProtected = null }).Count == 0;

    private async Task<bool> HasDataAsync(Image image, UploadData data, CancellationToken cancellationToken)
        => (Id is null || image.Id == Id)
            && await StoredData.IsInAsync(image, data, expected: null, cancellationToken).ConfigureAwait(false);
}
