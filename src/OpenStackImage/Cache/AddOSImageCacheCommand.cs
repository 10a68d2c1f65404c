using System.Management.Automation;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>Queues images for the cache of the Glance API server. Requires the admin role and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageCache", SupportsShouldProcess = true)]
[OutputType(typeof(ImageCacheEntry))]
public sealed class AddOSImageCacheCommand : CacheChangeCommand
{
    private protected override string Sentence(ResourceName image) => $"Queue image {image} for the cache";

    private protected override async Task<ImageCacheEntry?> ChangeAsync(
        CacheClient cache, string imageId, CancellationToken cancellationToken)
    {
        await cache.QueueAsync(imageId, cancellationToken).ConfigureAwait(false);
        return await cache.FindAsync(imageId, cancellationToken).ConfigureAwait(false);
    }
}
