using System.Runtime.CompilerServices;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>
/// The entries of the cache for all images of a command. Glance has no request for a single entry, so the list is read once.
/// </summary>
internal sealed class CacheEntries
{
    private readonly ConditionalWeakTable<OpenStackSession, AsyncCache<IReadOnlyList<ImageCacheEntry>>> _lists = new();

    /// <summary>Returns the cached images, then the queued ones, as of the first request of the command.</summary>
    /// <inheritdoc cref="CacheClient.ListAsync"/>
    public Task<IReadOnlyList<ImageCacheEntry>> ListAsync(
        OpenStackSession session, IRequestObserver observer, CancellationToken cancellationToken)
    {
        var list = _lists.GetValue(session, _ => new AsyncCache<IReadOnlyList<ImageCacheEntry>>());
        return list.GetOrAddAsync("", () => new CacheClient(session, observer).ListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Returns the entry of an image; null if it was neither cached nor queued.</summary>
    /// <inheritdoc cref="CacheClient.ListAsync"/>
    public async Task<ImageCacheEntry?> FindAsync(
        string imageId, OpenStackSession session, IRequestObserver observer, CancellationToken cancellationToken)
    {
        var entries = await ListAsync(session, observer, cancellationToken).ConfigureAwait(false);
        return entries.FirstOrDefault(entry => string.Equals(entry.ImageId, imageId, StringComparison.OrdinalIgnoreCase));
    }
}
