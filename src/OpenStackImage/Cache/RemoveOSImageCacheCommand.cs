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

    private protected override async Task<ImageCacheEntry?> ChangeAsync(CacheClient cache, string imageId, PipelineWriter writer)
    {
        var removed = PassThru
            ? await Entries.FindAsync(imageId, writer.Session, writer, writer.CancellationToken).ConfigureAwait(false)
            : null;
        await cache.RemoveAsync(imageId, writer.CancellationToken).ConfigureAwait(false);
        return removed;
    }
}
