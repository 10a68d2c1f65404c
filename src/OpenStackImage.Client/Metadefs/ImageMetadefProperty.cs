namespace OpenStackImage;

/// <summary>A property definition of a metadata definition namespace, with the keywords of JSON Schema.</summary>
public sealed class ImageMetadefProperty : CloudObject
{
    /// <summary>The name of the namespace.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>The name of the property. A resource type may add a prefix to it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The display name.</summary>
    public string? Title { get; internal init; }

    /// <summary>The description.</summary>
    public string? Description { get; internal init; }

    /// <summary>The type of the values: string, integer, number, boolean, array or object.</summary>
    public string? Type { get; internal init; }

    /// <summary>The value that applies if a resource does not have the property.</summary>
    public string? Default { get; internal init; }

    /// <summary>The allowed values. Empty if every value is allowed.</summary>
    public IReadOnlyList<string> AllowedValues { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The minimum of a number.</summary>
    public string? Minimum { get; internal init; }

    /// <summary>The maximum of a number.</summary>
    public string? Maximum { get; internal init; }

    /// <summary>The regular expression that a string must match.</summary>
    public string? Pattern { get; internal init; }

    /// <summary>The complete definition as JSON.</summary>
    public string Schema { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
