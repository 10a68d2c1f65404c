namespace OpenStackImage;

/// <summary>
/// A namespace of Glance's catalogue of metadata definitions: which properties images, flavors and volumes may carry, and what they mean (api-ref
/// image/v2-metadefs; glance/api/v2/metadef_namespaces.py).
/// </summary>
public sealed class ImageMetadefNamespace
{
    /// <summary>The name by which requests mean it, for example OS::Compute::Watchdog.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name that is shown to people.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; internal init; }

    /// <summary>public or private.</summary>
    public string Visibility { get; internal init; } = "";

    /// <summary>True if it cannot be deleted.</summary>
    public bool IsProtected { get; internal init; }

    /// <summary>The project that owns it.</summary>
    public string? OwnerId { get; internal init; }

    /// <summary>The types of resources whose properties it defines.</summary>
    public IReadOnlyList<ImageMetadefResourceTypeAssociation> ResourceTypes { get; internal init; } = [];

    /// <summary>The properties it defines; lists leave them out.</summary>
    public IReadOnlyList<ImageMetadefProperty> Properties { get; internal init; } = [];

    /// <summary>The objects it defines; lists leave them out.</summary>
    public IReadOnlyList<ImageMetadefObject> Objects { get; internal init; } = [];

    /// <summary>The tags it defines; lists leave them out.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Namespace;
}
