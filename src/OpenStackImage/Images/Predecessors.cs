using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Reads the earlier versions of an image: hidden images of the same project that have its name or were replaced by it.</summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class Predecessors(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ImageClient _images = new(session, observer);

    /// <summary>Returns the versions that precede an image.</summary>
    /// <param name="current">The image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<VersionHistory> ReadAsync(Image current, CancellationToken cancellationToken)
        => VersionHistory.Of(current, await ListHiddenAsync(current.OwnerId, cancellationToken).ConfigureAwait(false));

    /// <summary>Returns the versions that will precede a new image.</summary>
    /// <param name="name">The name of the new image.</param>
    /// <param name="replaced">The images that it will replace.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<VersionHistory> ReadBeforeNewAsync(string? name, IReadOnlyList<Image> replaced, CancellationToken cancellationToken)
    {
        var hidden = await ListHiddenAsync(replaced[0].OwnerId, cancellationToken).ConfigureAwait(false);
        return VersionHistory.BeforeNew(name, replaced, hidden);
    }

    private async Task<IReadOnlyList<Image>> ListHiddenAsync(string? owner, CancellationToken cancellationToken)
    {
        var hidden = new List<Image>();
        var query = new ImageQuery { Owner = owner, Hidden = true };
        await foreach (var image in _images.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (image.OwnerId == owner)
            {
                hidden.Add(image);
            }
        }

        return hidden;
    }
}
