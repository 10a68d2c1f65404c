using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>
/// The earlier versions of an image: hidden images of the same project that are older, and that have its name or were replaced by it. An
/// image that New-OSImage -Replaces hides has a property with the ID of the image that replaced it, because it may be renamed.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class Predecessors(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);

    /// <summary>Returns the earlier versions of an image, the newest first.</summary>
    /// <param name="current">The image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Image>> ListAsync(Image current, CancellationToken cancellationToken)
    {
        var hidden = new List<Image>();
        var query = new ImageQuery { Owner = current.OwnerId, Hidden = true };
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (image.Id != current.Id && image.OwnerId == current.OwnerId && image.CreatedAt <= current.CreatedAt)
            {
                hidden.Add(image);
            }
        }

        var depths = new Dictionary<string, int>(StringComparer.Ordinal) { [current.Id] = 0 };
        while (hidden.FirstOrDefault(image => !depths.ContainsKey(image.Id) && SuccessorDepth(image) is not null) is { } next)
        {
            depths[next.Id] = SuccessorDepth(next)!.Value + 1;
        }

        // A hidden image with the name that is newer than the replaced version was never in use. A concurrent command may still upload its
        // data.
        var newest = hidden.Where(image => depths.ContainsKey(image.Id)).Max(image => image.CreatedAt);

        // Glance's times have no fractions of a second.
        return
        [
            .. hidden.Where(image => depths.ContainsKey(image.Id) || HasName(image))
                .OrderByDescending(image => image.CreatedAt)
                .ThenBy(image => depths.TryGetValue(image.Id, out var depth) ? depth : int.MaxValue)
                .ThenBy(image => image.Id, StringComparer.Ordinal),
        ];

        bool HasName(Image image)
            => current.Name is not null && image.Name == current.Name && (newest is null || image.CreatedAt < newest);

        int? SuccessorDepth(Image image)
            => image.Properties.TryGetValue(PropertyScope.ReplacedBy, out var successor) && depths.TryGetValue(successor, out var depth)
                ? depth
                : null;
    }
}
