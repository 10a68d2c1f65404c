namespace OpenStackImage;

/// <summary>A metadata definition namespace. It defines the properties that images, flavors and volumes can have.</summary>
public sealed class ImageMetadefNamespace : CloudObject
{
    /// <summary>The name, for example OS::Compute::Watchdog.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The display name.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>The description.</summary>
    public string? Description { get; internal init; }

    /// <summary>The visibility: public or private.</summary>
    public string Visibility { get; internal init; } = "";

    /// <summary>True if the namespace is protected from deletion.</summary>
    public bool IsProtected { get; internal init; }

    /// <summary>The ID of the project that owns the namespace.</summary>
    public string? OwnerId { get; internal init; }

    /// <summary>The resource types with which the namespace is associated.</summary>
    public IReadOnlyList<ImageMetadefResourceTypeAssociation> ResourceTypes
    {
        get;
        internal init => field = JoinedList<ImageMetadefResourceTypeAssociation>.Of(value);
    } = JoinedList<ImageMetadefResourceTypeAssociation>.None;

    /// <summary>The properties. Empty in a list of namespaces.</summary>
    public IReadOnlyList<ImageMetadefProperty> Properties
    {
        get;
        internal init => field = JoinedList<ImageMetadefProperty>.Of(value);
    } = JoinedList<ImageMetadefProperty>.None;

    /// <summary>The objects. Empty in a list of namespaces.</summary>
    public IReadOnlyList<ImageMetadefObject> Objects
    {
        get;
        internal init => field = JoinedList<ImageMetadefObject>.Of(value);
    } = JoinedList<ImageMetadefObject>.None;

    /// <summary>The tags. Empty in a list of namespaces.</summary>
    public IReadOnlyList<string> Tags { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The time of creation.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>The time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Namespace;
}
