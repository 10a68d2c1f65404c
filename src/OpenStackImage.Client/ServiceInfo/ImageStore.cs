namespace OpenStackImage;

/// <summary>A store in which Glance keeps the data of images.</summary>
public sealed class ImageStore : CloudObject
{
    /// <summary>The ID of the store, for example for -Store.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The description of the operators. Null if there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>True for the store that receives data if no store is specified.</summary>
    public bool IsDefault { get; internal init; }

    /// <summary>True for a store that does not accept data.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>The type, for example file, rbd, swift, s3, cinder or http. Null without -Detail.</summary>
    public string? Type { get; internal init; }

    /// <summary>The properties of the store's driver. Empty without -Detail.</summary>
    public IReadOnlyDictionary<string, string> Properties
    {
        get;
        internal init => field = JoinedMap<string>.Of(value);
    } = JoinedMap<string>.None;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
