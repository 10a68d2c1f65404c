using System.Globalization;
using System.Text;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Cache;

/// <summary>/v2/cache, which is for admins. Queued images are cached after the duration of a task.</summary>
internal sealed partial class CacheEndpoints(ImageStore store, CloudOptions options)
{
    /// <summary>The minor version that introduced clean and prune.</summary>
    public const int UpkeepVersion = 18;

    private readonly OrderedDictionary<string, DateTimeOffset> _queued = [];
    private readonly OrderedDictionary<string, DateTimeOffset> _cached = [];

    public Reply List(ServiceRequest request, TokenRecord token)
    {
        lock (store.Gate)
        {
            if (Refusal(request, token, "cache_list") is { } refusal)
            {
                return refusal;
            }

            Advance();
            var json = new JsonText().BeginObject().Name("cached_images").BeginArray();
            foreach (var (id, since) in _cached)
            {
                var seconds = Encoding.ASCII.GetBytes(
                    (since.ToUnixTimeMilliseconds() / 1000.0).ToString("0.0##", CultureInfo.InvariantCulture));
                json.BeginObject().Field("image_id", id).Field("hits", 0).Name("last_accessed").Raw(seconds).Name("last_modified")
                    .Raw(seconds)
                    .Field("size", store.Find(id)?.Size ?? 0).EndObject();
            }

            json.EndArray().Name("queued_images").BeginArray();
            foreach (var id in _queued.Keys)
            {
                json.Value(id);
            }

            return ImageReply.Ok(json.EndArray().EndObject());
        }
    }

    public Reply Queue(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NotFound(request, $"Image {id} not found.");
            }

            if (Refusal(request, token, "cache_image") is { } refusal)
            {
                return refusal;
            }

            if (image.Status != ImageStatus.Active)
            {
                return ImageError.BadRequest(request, "Only images with status active can be targeted for queueing");
            }

            Advance();
            if (!_cached.ContainsKey(id))
            {
                _queued.TryAdd(id, options.Clock.GetUtcNow());
            }

            return ImageReply.Accepted();
        }
    }

    public Reply Remove(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is null && !_cached.ContainsKey(id) && !_queued.ContainsKey(id))
            {
                return ImageError.NotFound(request, $"Image {id} not found.");
            }

            if (Refusal(request, token, "cache_delete") is { } refusal)
            {
                return refusal;
            }

            _cached.Remove(id);
            _queued.Remove(id);
            return ImageReply.NoContent();
        }
    }

    /// <summary>
    /// The nodes that have cached an image; the order of the checks is that of Glance (glance/api/v2/cached_images.py, get_cached_nodes).
    /// </summary>
    public Reply Nodes(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (Refusal(request, token, "list_cached_nodes") is { } refusal)
            {
                return refusal;
            }

            if (options.CacheNodes is not { } nodes)
            {
                return ImageError.Conflict(request, "Centralized caching is not enabled");
            }

            if (store.Seen(token, id) is null)
            {
                return ImageError.NotFound(request, $"Image {id} not found.");
            }

            Advance();
            var json = new JsonText().BeginArray();
            foreach (var node in _cached.ContainsKey(id) ? nodes : [])
            {
                json.Value(node);
            }

            return ImageReply.Ok(json.EndArray());
        }
    }

    private Reply? Refusal(ServiceRequest request, TokenRecord token, string action)
        => !token.IsAdmin ? ImageError.NotAuthorized(request, action)
        : !options.HasCache ? ImageError.NotFound(request, "Caching via API is not supported at this site.")
        : null;

    private void Advance()
    {
        var now = options.Clock.GetUtcNow();
        foreach (var (id, since) in _queued.Where(entry => now >= entry.Value + options.TaskTime).ToArray())
        {
            _queued.Remove(id);
            _cached[id] = since + options.TaskTime;
        }
    }
}
