namespace OpenStackImage;

/// <summary>A field of what Glance sends and takes, as its own JSON schema has it (api-ref image/v2, "Schemas"; glance/api/v2/schemas.py).</summary>
public sealed class ImageSchemaProperty
{
    /// <summary>The schema: image, member, task, metadefs/namespace, ...</summary>
    public string Schema { get; internal init; } = "";

    /// <summary>The field, on the wire and in filters.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>string, integer, boolean, array, object; with a comma between them where several are allowed.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>True for what only Glance sets.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>False for what the operators added to Glance's own fields.</summary>
    public bool IsBase { get; internal init; }

    /// <summary>The only values it may have; empty for any.</summary>
    public IReadOnlyList<string> AllowedValues { get; internal init; } = [];

    /// <summary>How many characters it may have at most; null for any number.</summary>
    public long? MaxLength { get; internal init; }

    /// <summary>The regular expression that it must match; null for none.</summary>
    public string? Pattern { get; internal init; }

    /// <summary>What it is for.</summary>
    public string Description { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
