using System.Management.Automation;
using OpenStackImage.Http;

namespace OpenStackImage.Cache;

/// <summary>
/// Removes images from the cache of the Glance API server and from its queue. Requires the admin role and Image API 2.14.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "OSImageCache", SupportsShouldProcess = true)]
public sealed class RemoveOSImageCacheCommand : CacheChangeCommand
{
    private protected override string Sentence(ResourceName image) => $"Remove image {image} from the cache";

    private protected override Task ChangeAsync(CacheClient cache, string imageId, CancellationToken cancellationToken)
        => cache.RemoveAsync(imageId, cancellationToken);
}
