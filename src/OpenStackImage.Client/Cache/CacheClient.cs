using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Cache;

/// <summary>Glance's /v2/cache, which is for admins (api-ref image/v2, "Cache Manage"; glance/api/v2/cached_images.py).</summary>
internal sealed class CacheClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "cache";
    private const int CacheVersion = 14;
    private const int UpkeepVersion = 18;

    /// <summary>GET /v2/cache: what is cached, then what is queued.</summary>
    /// <exception cref="ImageApiException">The cloud is too old.</exception>
    /// <exception cref="AccessDeniedException">The session is no admin's.</exception>
    public async Task<IReadOnlyList<ImageCacheEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var json = (await SendAsync(ServiceRequest.Get(Resource()), null, cancellationToken).ConfigureAwait(false)).ReadObject();
        return
        [
            .. json.Objects("cached_images").Select(Cached),
            .. json.Texts("queued_images").Select(id => new ImageCacheEntry { ImageId = id, State = CacheState.Queued }),
        ];
    }

    /// <summary>PUT /v2/cache/{image}: queues an image, to be cached by and by. Queueing it twice is the same as once.</summary>
    public Task QueueAsync(string imageId, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.Put(Resource(imageId), body: null), imageId, cancellationToken);

    /// <summary>DELETE /v2/cache/{image}: out of the cache and out of the queue.</summary>
    public Task RemoveAsync(string imageId, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.Delete(Resource(imageId)), imageId, cancellationToken);

    /// <summary>DELETE /v2/cache.</summary>
    /// <param name="state">Only what is <see cref="CacheState.Cached"/> or <see cref="CacheState.Queued"/>; null for both.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task ClearAsync(string? state, CancellationToken cancellationToken)
        => SendAsync(
            state is null ? ServiceRequest.Delete(Resource()) : ServiceRequest.Delete(Resource(), (HeaderNames.CacheClearTarget, state == CacheState.Cached ? "cache" : "queue")), null, cancellationToken);

    /// <summary>POST /v2/cache/clean: throws out what is broken, or has stalled on its way in.</summary>
    /// <exception cref="ImageApiException">The cloud is older than Image API 2.18.</exception>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(UpkeepVersion, "Cleaning the cache", observer, cancellationToken).ConfigureAwait(false);
        await SendAsync(ServiceRequest.Post(Resource("clean")), null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>POST /v2/cache/prune: throws out what was not read for the longest, until the cache is as small as the operators want it.</summary>
    /// <exception cref="ImageApiException">The cloud is older than Image API 2.18.</exception>
    public async Task<ImageCachePruning> PruneAsync(CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(UpkeepVersion, "Pruning the cache", observer, cancellationToken).ConfigureAwait(false);
        var json = (await SendAsync(ServiceRequest.Post(Resource("prune")), null, cancellationToken).ConfigureAwait(false)).ReadObject();
        return new ImageCachePruning { Files = json.Int64("total_files_pruned") ?? 0, Bytes = json.Int64("total_bytes_pruned") ?? 0 };
    }

    private async Task<ServiceResponse> SendAsync(ServiceRequest request, string? imageId, CancellationToken cancellationToken)
    {
        await session.RequireImageApiAsync(CacheVersion, "The cache", observer, cancellationToken).ConfigureAwait(false);
        try
        {
            return await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException denied)
        {
            throw denied.Explained("The cache is for admins to see and to change.", ErrorIds.AdminRequired, "Use an admin's session.");
        }
        catch (InvalidRequestException refusal) when (imageId is not null)
        {
            throw refusal.Explained($"Image {imageId} has no data that could be cached.", ErrorIds.ImageNotActive, "Only active images are cached; import or upload its data first.");
        }
        catch (NotFoundException missing) when (imageId is not null && missing.ServerMessage.IndexOf(imageId, StringComparison.Ordinal) >= 0)
        {
            throw new ImageErrorExplainer(session, observer).NotVisible(missing, imageId);
        }
        catch (NotFoundException missing)
        {
            throw missing.Explained("This cloud has no cache.", ErrorIds.CacheNotEnabled, "The operators turn it on with image_cache_dir and the paste flavor keystone+cachemanagement.");
        }
    }

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

    /// <summary>Glance's drivers give seconds since 1970; 0 is never.</summary>
    private static DateTimeOffset? Time(string? text)
        => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
}
