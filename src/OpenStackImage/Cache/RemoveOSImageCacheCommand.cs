using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.Cache;

/// <summary>Takes images out of the cache of Glance's API server, and out of the queue for it. Takes an admin's session and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageCache", SupportsShouldProcess = true)]
public sealed class RemoveOSImageCacheCommand : ImageCommand
{
    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImageResolver(CurrentSession, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (await writer.ConfirmAsync($"Take image {image} out of the cache").ConfigureAwait(false))
                {
                    await new CacheClient(CurrentSession, writer).RemoveAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
    }
}
