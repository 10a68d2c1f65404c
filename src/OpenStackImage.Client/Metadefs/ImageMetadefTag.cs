namespace OpenStackImage;

/// <summary>A tag that is proposed for resources (api-ref image/v2-metadefs; glance/api/v2/metadef_tags.py).</summary>
public sealed class ImageMetadefTag
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The tag.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>When it was made; lists leave it out.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was last changed; lists leave it out.</summary>
    public DateTimeOffset? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
