using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>Queues images for the cache of the Glance API server. Requires the admin role and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageCache", SupportsShouldProcess = true)]
[OutputType(typeof(ImageCacheEntry))]
public sealed class AddOSImageCacheCommand : CacheChangeCommand
{
    private protected override string Sentence(ResourceName image) => $"Queue image {image} for the cache";

    /// <summary>Glance does not queue an image that is cached already (glance/image_cache/drivers, queue_image).</summary>
    private protected override async Task<ImageCacheEntry?> ChangeAsync(CacheClient cache, string imageId, PipelineWriter writer)
    {
        var present = await Entries.FindAsync(imageId, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false);
        await cache.QueueAsync(imageId, writer.CancellationToken).ConfigureAwait(false);
        return present ?? new ImageCacheEntry { ImageId = imageId, State = CacheState.Queued };
    }
}
