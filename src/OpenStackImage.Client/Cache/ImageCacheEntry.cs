namespace OpenStackImage;

/// <summary>An image in the cache of Glance's API server, or in the queue for it (api-ref image/v2, "Cache Manage"; glance/image_cache).</summary>
public sealed class ImageCacheEntry
{
    /// <summary>The image.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>cached, or queued if it is about to be.</summary>
    public string State { get; internal init; } = "";

    /// <summary>How many bytes it takes; null as long as it is queued.</summary>
    public long? Size { get; internal init; }

    /// <summary>How often it was read from the cache; null as long as it is queued.</summary>
    public long? Hits { get; internal init; }

    /// <summary>When it was last read from the cache.</summary>
    public DateTimeOffset? AccessedAt { get; internal init; }

    /// <summary>When it came into the cache.</summary>
    public DateTimeOffset? ModifiedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => ImageId;
}

/// <summary>What Glance threw out of a cache that was too large (glance/api/v2/cached_images.py, prune_cache).</summary>
public sealed class ImageCachePruning
{
    /// <summary>How many files.</summary>
    public long Files { get; internal init; }

    /// <summary>How many bytes.</summary>
    public long Bytes { get; internal init; }
}
