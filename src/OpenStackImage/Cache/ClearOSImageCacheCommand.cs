using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Cache;

/// <summary>
/// Clears the cache of the Glance API server and its queue, or removes part of the cache. Requires the admin role and Image API 2.14. The
/// parameters -Clean and -Prune require Image API 2.18.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "OSImageCache", SupportsShouldProcess = true, DefaultParameterSetName = AllSet)]
[OutputType(typeof(ImageCachePruning))]
public sealed class ClearOSImageCacheCommand : SessionCommand
{
    private const string AllSet = "All";
    private const string CleanSet = "Clean";
    private const string PruneSet = "Prune";

    /// <summary>Specifies whether to clear the cache (cached) or the queue (queued). By default, the cmdlet clears both.</summary>
    [Parameter(ParameterSetName = AllSet)]
    [ValidateSet(CacheState.Cached, CacheState.Queued)]
    public string? State { get; set; }

    /// <summary>Indicates that the cmdlet removes only the entries that are invalid or whose caching has stalled.</summary>
    [Parameter(ParameterSetName = CleanSet, Mandatory = true)]
    public SwitchParameter Clean { get; set; }

    /// <summary>
    /// Indicates that the cmdlet removes the least recently used images until the cache has its configured size (image_cache_max_size), and
    /// writes the number of removed files and bytes.
    /// </summary>
    [Parameter(ParameterSetName = PruneSet, Mandatory = true)]
    public SwitchParameter Prune { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            if (await writer.ConfirmAsync(Sentence()).ConfigureAwait(false))
            {
                await ClearAsync(new CacheClient(writer.Session, writer), writer).ConfigureAwait(false);
            }
        });

    private async Task ClearAsync(CacheClient cache, PipelineWriter writer)
    {
        switch (ParameterSetName)
        {
            case CleanSet:
                await cache.CleanAsync(writer.CancellationToken).ConfigureAwait(false);
                break;
            case PruneSet:
                var pruning = await cache.PruneAsync(writer.CancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(pruning).ConfigureAwait(false);
                break;
            default:
                await cache.ClearAsync(State?.ToLowerInvariant(), writer.CancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private string Sentence() => ParameterSetName switch
    {
        CleanSet => "Remove invalid and stalled entries from the cache",
        PruneSet => "Prune the cache to its configured size",
        _ => State?.ToLowerInvariant() switch
        {
            CacheState.Cached => "Clear the cache",
            CacheState.Queued => "Clear the queue of the cache",
            _ => "Clear the cache and its queue",
        },
    };
}
