using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Members;

namespace OpenStackImage.Cache;

/// <summary>Queues images for the cache of the Glance API server. Requires the admin role and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageCache", SupportsShouldProcess = true)]
public sealed class AddOSImageCacheCommand : ImageCommand
{
    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
        => new ImageResolver(writer.Session, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (await writer.ConfirmAsync($"Queue image {image} for the cache").ConfigureAwait(false))
                {
                    await new CacheClient(writer.Session, writer).QueueAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
}
