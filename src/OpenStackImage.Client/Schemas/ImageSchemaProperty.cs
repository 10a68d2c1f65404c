namespace OpenStackImage;

/// <summary>A field of a Glance resource, from Glance's JSON schema.</summary>
public sealed class ImageSchemaProperty : CloudObject
{
    /// <summary>The schema, for example image, member or metadefs/namespace.</summary>
    public string Schema { get; internal init; } = "";

    /// <summary>The name of the field in requests and filters.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The type: string, integer, boolean, array or object. Several types are separated by commas.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>True if only Glance sets the field.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>False if the operators of the cloud added the field.</summary>
    public bool IsBase { get; internal init; }

    /// <summary>The allowed values. Empty if every value is allowed.</summary>
    public IReadOnlyList<string> AllowedValues { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The maximum number of characters. Null if there is no maximum.</summary>
    public long? MaxLength { get; internal init; }

    /// <summary>The regular expression that the value must match. Null if there is none.</summary>
    public string? Pattern { get; internal init; }

    /// <summary>The description.</summary>
    public string Description { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
