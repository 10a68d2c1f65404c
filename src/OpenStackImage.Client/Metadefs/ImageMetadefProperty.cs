namespace OpenStackImage;

/// <summary>The definition of a property, in the terms of JSON Schema (api-ref image/v2-metadefs; glance/api/v2/metadef_properties.py).</summary>
public sealed class ImageMetadefProperty
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name, before which a resource type may put its prefix.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The name that is shown to people.</summary>
    public string? Title { get; internal init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; internal init; }

    /// <summary>string, integer, number, boolean, array or object.</summary>
    public string? Type { get; internal init; }

    /// <summary>The value of what does not carry it.</summary>
    public string? Default { get; internal init; }

    /// <summary>The only values it may have; empty for any.</summary>
    public IReadOnlyList<string> AllowedValues { get; internal init; } = [];

    /// <summary>The least number.</summary>
    public string? Minimum { get; internal init; }

    /// <summary>The greatest number.</summary>
    public string? Maximum { get; internal init; }

    /// <summary>The regular expression that a text must match.</summary>
    public string? Pattern { get; internal init; }

    /// <summary>The whole definition as JSON.</summary>
    public string Schema { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
