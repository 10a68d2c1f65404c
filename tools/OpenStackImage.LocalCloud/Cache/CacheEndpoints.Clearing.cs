using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Cache;

/// <content>Clears, cleans and prunes the cache.</content>
internal sealed partial class CacheEndpoints
{
    public Reply Clear(ServiceRequest request, TokenRecord token)
    {
        lock (store.Gate)
        {
            if (Refusal(request, token, "cache_delete") is { } refusal)
            {
                return refusal;
            }

            var target = request.Header("x-image-cache-clear-target")?.ToLowerInvariant() ?? "";
            if (target is not ("" or "cache" or "queue"))
            {
                return ImageError.BadRequest(request, "If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.");
            }

            Advance();
            if (target != "queue")
            {
                _cached.Clear();
            }

            if (target != "cache")
            {
                _queued.Clear();
            }

            return ImageReply.NoContent();
        }
    }

    /// <summary>Caching never stalls in this cloud, so there is nothing to clean.</summary>
    public Reply Clean(ServiceRequest request, TokenRecord token)
    {
        lock (store.Gate)
        {
            return Refusal(request, token, "cache_clean") ?? ImageReply.Ok(new());
        }
    }

    /// <summary>The maximum size of the cache is 0, so pruning removes all entries.</summary>
    public Reply Prune(ServiceRequest request, TokenRecord token)
    {
        lock (store.Gate)
        {
            if (Refusal(request, token, "cache_prune") is { } refusal)
            {
                return refusal;
            }

            Advance();
            var (files, bytes) = (_cached.Count, _cached.Keys.Sum(id => store.Find(id)?.Size ?? 0));
            _cached.Clear();
            return ImageReply.Ok(
                new JsonText().BeginObject().Field("total_files_pruned", files).Field("total_bytes_pruned", bytes).EndObject());
        }
    }
}
