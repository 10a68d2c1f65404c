using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>
/// Removes images from the cache of the Glance API server and from its queue. Requires the admin role and Image API 2.14.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "OSImageCache", SupportsShouldProcess = true)]
[OutputType(typeof(ImageCacheEntry))]
public sealed class RemoveOSImageCacheCommand : CacheChangeCommand
{
    /// <summary>
    /// Indicates that the cmdlet writes the removed entries of the cache and of the queue. By default, it writes nothing.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Sentence(ResourceName image) => $"Remove image {image} from the cache";

    /// <summary>
    /// Glance reports a success for an image that is neither cached nor queued (glance/api/v2/cached_images.py, delete_cache_entry). The
    /// request is sent nevertheless, because the list may be older than a change of the cache.
    /// </summary>
    private protected override async Task<ImageCacheEntry?> ChangeAsync(CacheClient cache, string imageId, PipelineWriter writer)
    {
        var present = await Entries.FindAsync(imageId, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false);
        await cache.RemoveAsync(imageId, writer.CancellationToken).ConfigureAwait(false);
        return present is null ? throw CacheClient.NotCached(imageId) : PassThru ? present : null;
    }
}
