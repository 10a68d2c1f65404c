namespace OpenStackImage;

/// <summary>A resource type: a kind of resource that has properties.</summary>
public sealed class ImageMetadefResourceType : CloudObject
{
    /// <summary>The name, for example OS::Glance::Image or OS::Nova::Flavor.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The time of creation.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The association of a metadata definition namespace with a resource type.</summary>
public sealed class ImageMetadefResourceTypeAssociation : CloudObject
{
    /// <summary>The name of the namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name of the resource type.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The prefix of the property names on such a resource, for example hw_.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>The property set of the resource if it has several, for example image (for a volume).</summary>
    public string? PropertiesTarget { get; internal init; }

    /// <summary>The time of creation.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
