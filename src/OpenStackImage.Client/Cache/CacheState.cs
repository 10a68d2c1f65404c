namespace OpenStackImage.Cache;

/// <summary>The states of the images in the cache (glance/api/v2/cached_images.py).</summary>
internal static class CacheState
{
    public const string Cached = "cached";
    public const string Queued = "queued";
}
