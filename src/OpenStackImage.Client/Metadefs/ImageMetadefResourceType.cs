namespace OpenStackImage;

/// <summary>A type of resources that carry properties (api-ref image/v2-metadefs; glance/api/v2/metadef_resource_types.py).</summary>
public sealed class ImageMetadefResourceType
{
    /// <summary>The name, as Heat knows it: OS::Glance::Image, OS::Nova::Flavor, ...</summary>
    public string Name { get; internal init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A namespace defines properties of a type of resources (api-ref image/v2-metadefs; glance/api/v2/metadef_resource_types.py).</summary>
public sealed class ImageMetadefResourceTypeAssociation
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The type of resources.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What goes before the names of the properties on such a resource, for example hw_.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>Which of several property sets of such a resource is meant, for example image of a volume.</summary>
    public string? PropertiesTarget { get; internal init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
