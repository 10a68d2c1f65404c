using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Cache;

/// <summary>Gets the cached and the queued images of the Glance API server. Requires the admin role and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageCache")]
[OutputType(typeof(ImageCacheEntry))]
public sealed class GetOSImageCacheCommand : SessionCommand
{
    /// <summary>Specifies the state of the images: cached or queued. By default, both are returned.</summary>
    [Parameter]
    [ValidateSet(CacheState.Cached, CacheState.Queued)]
    public string? State { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var entries = await new CacheClient(writer.Session, writer).ListAsync(writer.CancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                if (State is null || string.Equals(entry.State, State, StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteAsync(entry).ConfigureAwait(false);
                }
            }
        });
}
