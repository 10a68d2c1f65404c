namespace OpenStackImage;

/// <summary>An image in the cache of the Glance API server, or in its queue.</summary>
public sealed class ImageCacheEntry : CloudObject
{
    /// <summary>The ID of the image.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The state: cached or queued.</summary>
    public string State { get; internal init; } = "";

    /// <summary>The size in bytes. Null for a queued image.</summary>
    public long? Size { get; internal init; }

    /// <summary>The number of times the image was read from the cache. Null for a queued image.</summary>
    public long? Hits { get; internal init; }

    /// <summary>The time of the last read from the cache.</summary>
    public DateTime? AccessedAt { get; internal init; }

    /// <summary>The time at which the image was cached.</summary>
    public DateTime? ModifiedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => ImageId;

    private protected override object? GetDisplayValue(string property) => property switch
    {
        nameof(Size) => ByteSize.Text(Size),
        _ => base.GetDisplayValue(property),
    };
}

/// <summary>A Glance API server that has cached an image.</summary>
public sealed class ImageCacheNode : CloudObject
{
    /// <summary>The ID of the image.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The name of the image, if it is known.</summary>
    public string? ImageName { get; internal init; }

    /// <summary>The URL that identifies the node to the other nodes (worker_self_reference_url in the configuration of Glance).</summary>
    public string Node { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Node;
}

/// <summary>The result of pruning the cache.</summary>
public sealed class ImageCachePruning : CloudObject
{
    /// <summary>The number of removed files.</summary>
    public long Files { get; internal init; }

    /// <summary>The number of removed bytes.</summary>
    public long Bytes { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Files} files, {Bytes} bytes");
}
