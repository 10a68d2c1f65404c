namespace OpenStackImage;

/// <summary>Properties that belong together (api-ref image/v2-metadefs; glance/api/v2/metadef_objects.py).</summary>
public sealed class ImageMetadefObject
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it is about.</summary>
    public string? Description { get; internal init; }

    /// <summary>The properties without which it is not whole.</summary>
    public IReadOnlyList<string> Required { get; internal init; } = [];

    /// <summary>Its properties.</summary>
    public IReadOnlyList<ImageMetadefProperty> Properties { get; internal init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
