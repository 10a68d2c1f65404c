using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Cache;

/// <summary>
/// Removes images from the cache of the Glance API server and from its queue. Requires the admin role and Image API 2.14.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "OSImageCache", SupportsShouldProcess = true)]
public sealed class RemoveOSImageCacheCommand : ImageCommand
{
    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => new ImageResolver(writer.Session, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (await writer.ConfirmAsync($"Remove image {image} from the cache").ConfigureAwait(false))
                {
                    await new CacheClient(writer.Session, writer).RemoveAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
}
