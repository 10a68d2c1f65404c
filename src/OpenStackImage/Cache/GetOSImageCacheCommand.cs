using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Cache;

/// <summary>Gets what lies in the cache of Glance's API server, and what is queued for it. Takes an admin's session and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageCache")]
[OutputType(typeof(ImageCacheEntry))]
public sealed class GetOSImageCacheCommand : SessionCommand
{
    /// <summary>Only what is cached, or only what is queued.</summary>
    [Parameter]
    [ValidateSet(CacheState.Cached, CacheState.Queued)]
    public string? State { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var entries = await new CacheClient(CurrentSession, writer).ListAsync(writer.CancellationToken).ConfigureAwait(false);
            foreach (var entry in entries.Where(entry => State is null || string.Equals(entry.State, State, StringComparison.OrdinalIgnoreCase)))
            {
                await writer.WriteAsync(entry).ConfigureAwait(false);
            }
        });
}
