namespace OpenStackImage;

/// <summary>An object of a metadata definition namespace: a group of properties.</summary>
public sealed class ImageMetadefObject : CloudObject
{
    /// <summary>The name of the namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name of the object.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The description.</summary>
    public string? Description { get; internal init; }

    /// <summary>The names of the required properties.</summary>
    public IReadOnlyList<string> Required { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The properties.</summary>
    public IReadOnlyList<ImageMetadefProperty> Properties
    {
        get;
        internal init => field = JoinedList<ImageMetadefProperty>.Of(value);
    } = JoinedList<ImageMetadefProperty>.None;

    /// <summary>The definitions of the properties as JSON.</summary>
    public string Schema { get; internal init; } = "";

    /// <summary>The time of creation.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>The time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
