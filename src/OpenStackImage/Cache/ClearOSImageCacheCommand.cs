using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Cache;

/// <summary>Empties the cache of Glance's API server and the queue for it, or tidies the cache up. Takes an admin's session and Image API 2.14; -Clean and -Prune take 2.18.</summary>
[Cmdlet(VerbsCommon.Clear, "OSImageCache", SupportsShouldProcess = true, DefaultParameterSetName = AllSet)]
[OutputType(typeof(ImageCachePruning))]
public sealed class ClearOSImageCacheCommand : SessionCommand
{
    private const string AllSet = "All";
    private const string CleanSet = "Clean";
    private const string PruneSet = "Prune";

    /// <summary>Empty only the cache (cached), or only the queue (queued); left out, both.</summary>
    [Parameter(ParameterSetName = AllSet)]
    [ValidateSet(CacheState.Cached, CacheState.Queued)]
    public string? State { get; set; }

    /// <summary>Throw out only what is broken, or has stalled on its way in.</summary>
    [Parameter(ParameterSetName = CleanSet, Mandatory = true)]
    public SwitchParameter Clean { get; set; }

    /// <summary>Throw out what was not read for the longest, until the cache is no larger than the operators want it (image_cache_max_size); writes how much that was.</summary>
    [Parameter(ParameterSetName = PruneSet, Mandatory = true)]
    public SwitchParameter Prune { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            if (await writer.ConfirmAsync(Sentence()).ConfigureAwait(false))
            {
                await ClearAsync(new CacheClient(CurrentSession, writer), writer).ConfigureAwait(false);
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
                await writer.WriteAsync(await cache.PruneAsync(writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            default:
                await cache.ClearAsync(State?.ToLowerInvariant(), writer.CancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private string Sentence() => ParameterSetName switch
    {
        CleanSet => "Throw out of the cache what is broken or has stalled",
        PruneSet => "Make the cache as small as it should be",
        _ => State?.ToLowerInvariant() switch
        {
            CacheState.Cached => "Empty the cache",
            CacheState.Queued => "Empty the queue for the cache",
            _ => "Empty the cache and the queue for it",
        },
    };
}
