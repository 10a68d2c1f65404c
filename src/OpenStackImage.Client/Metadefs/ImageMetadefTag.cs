namespace OpenStackImage;

/// <summary>A tag that a metadata definition namespace proposes for resources.</summary>
public sealed class ImageMetadefTag : CloudObject
{
    /// <summary>The name of the namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The tag.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The time of creation. Null in a list.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>The time of the last change. Null in a list.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
