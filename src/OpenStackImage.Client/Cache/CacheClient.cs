using System.Globalization;
using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Cache;

/// <summary>Glance's /v2/cache. Requires the admin role (api-ref image/v2, "Cache Manage"; glance/api/v2/cached_images.py).</summary>
internal sealed class CacheClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "cache";

    /// <summary>The beginning of the year 9999, in seconds since 1970.</summary>
    private const double LastSecond = 253_370_764_800;

    private const int CacheVersion = 14;
    private const int CleanAndPruneVersion = 18;

    /// <summary>OpenStack 2026.2 introduced this request together with clean and prune, without a separate API version.</summary>
    private const int NodesVersion = 18;

    /// <summary>Returns the cached images, then the queued ones.</summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.14.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the admin role.</exception>
    public async Task<IReadOnlyList<ImageCacheEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(ServiceRequest.Get(Resource()), null, cancellationToken).ConfigureAwait(false);
        return Read(response);
    }

    /// <summary>Returns the nodes that have cached an image, as URLs (glance/api/v2/cached_images.py, get_cached_nodes).</summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.18.</exception>
    /// <exception cref="ConflictException">The nodes do not share a record of their caches.</exception>
    public async Task<IReadOnlyList<string>> ListNodesAsync(string imageId, CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(NodesVersion, "Listing the nodes that have cached an image", observer, cancellationToken)
            .ConfigureAwait(false);
        var response = await SendAsync(ServiceRequest.Get(Resource("nodes", imageId)), imageId, cancellationToken).ConfigureAwait(false);
        return response.ReadTexts();
    }

    /// <summary>Queues an image. Glance caches it in the background. Repeating the request has no further effect.</summary>
    public Task QueueAsync(string imageId, CancellationToken cancellationToken)
    {
        var request = ServiceRequest.Put(Resource(imageId), body: null, VerificationOf(imageId, isListed: true));
        return SendAsync(request, imageId, cancellationToken);
    }

    /// <summary>Removes an image from the cache and from the queue.</summary>
    public Task RemoveAsync(string imageId, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.Delete(Resource(imageId), VerificationOf(imageId, isListed: false)), imageId, cancellationToken);

    /// <summary>Returns the error of an image that is neither in the cache nor in the queue.</summary>
    public static NotFoundException NotCached(string imageId)
        => new(ErrorIds.NotCached, $"Image {imageId} is neither cached nor queued.", response: null, recommendedAction: null);

    /// <summary>Clears the cache, the queue, or both.</summary>
    /// <param name="state"><see cref="CacheState.Cached"/> or <see cref="CacheState.Queued"/>; null for both.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task ClearAsync(string? state, CancellationToken cancellationToken)
    {
        var verification = Verification.OfState(
            Resource(), "Get-OSImageCache", response => !Read(response).Any(entry => state is null || entry.State == state));
        var target = state == CacheState.Cached ? "cache" : "queue";
        var request = state is null
            ? ServiceRequest.Delete(Resource(), verification)
            : ServiceRequest.Delete(Resource(), verification, (HeaderNames.CacheClearTarget, target));
        return SendAsync(request, null, cancellationToken);
    }

    /// <summary>Removes the entries that are invalid or whose caching has stalled.</summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.18.</exception>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(CleanAndPruneVersion, "Cleaning the cache", observer, cancellationToken).ConfigureAwait(false);
        await SendAsync(ServiceRequest.Post(Resource("clean")), null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the least recently used images until the cache has its configured size. If a response is lost, the number of removed entries
    /// cannot be determined, because a second request would return a smaller number.
    /// </summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.18.</exception>
    /// <exception cref="OutcomeUnknownException">A response was lost.</exception>
    public async Task<ImageCachePruning> PruneAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(CleanAndPruneVersion, "Pruning the cache", observer, cancellationToken).ConfigureAwait(false);
        var verification = new Verification(Resource(), _ => Verdict.Undecided) { Waits = [], Shows = "Get-OSImageCache" };
        var request = ServiceRequest.PostNonIdempotent(Resource("prune"), null, verification);
        var response = await SendAsync(request, null, cancellationToken).ConfigureAwait(false);
        var json = response.ReadObject();
        return new ImageCachePruning { Files = json.Int64("total_files_pruned") ?? 0, Bytes = json.Int64("total_bytes_pruned") ?? 0 };
    }

    private async Task<ServiceResponse> SendAsync(ServiceRequest request, string? imageId, CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(CacheVersion, "The cache", observer, cancellationToken).ConfigureAwait(false);
        try
        {
            return await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            var kind = imageId is null ? RequestKind.Cache : RequestKind.CacheEntry;
            throw await new ImageErrorExplainer(session, observer).ExplainAsync(refusal, kind, imageId ?? "", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<ImageCacheEntry> Read(ServiceResponse response)
        => response.ReadObject<IReadOnlyList<ImageCacheEntry>>(json =>
        [
            .. json.Objects("cached_images").Select(Cached),
            .. json.Texts("queued_images").Select(id => new ImageCacheEntry { ImageId = id, State = CacheState.Queued }),
        ]);

    private Verification VerificationOf(string imageId, bool isListed)
        => Verification.OfState(
            Resource(),
            $"Get-OSImageCache {imageId}",
            response => Read(response).Any(entry => string.Equals(entry.ImageId, imageId, StringComparison.OrdinalIgnoreCase)) == isListed);

    private Url Resource(params string[] below) => session.Image.Resource([Collection, .. below]);

    private static ImageCacheEntry Cached(JObject json) => new()
    {
        ImageId = json.RequiredText("image_id"),
        State = CacheState.Cached,
        Size = json.Int64("size"),
        Hits = json.Int64("hits"),
        AccessedAt = Time(json.Text("last_accessed")),
        ModifiedAt = Time(json.Text("last_modified")),
    };

    /// <summary>Glance's cache drivers use seconds since 1970; 0 means never.</summary>
    private static DateTime? Time(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < LastSecond
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)).LocalDateTime
            : null;
}
