namespace OpenStackImage.Cache;

/// <summary>The two parts of the cache, and which of them a request means (glance/api/v2/cached_images.py).</summary>
internal static class CacheState
{
    public const string Cached = "cached";
    public const string Queued = "queued";
}
