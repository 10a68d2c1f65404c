namespace OpenStackImage;

/// <summary>A location of an image: the URL of its data in a store.</summary>
public sealed class ImageLocation : CloudObject
{
    /// <summary>The ID of the image.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The URL, in the form of the store.</summary>
    public string Uri { get; internal init; } = "";

    /// <summary>The ID of the store. Null if the store has no name.</summary>
    public string? Store { get; internal init; }

    /// <summary>The metadata of the location, for example the store.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        internal init => field = JoinedMap<string>.Of(value);
    } = JoinedMap<string>.None;

    /// <inheritdoc/>
    public override string ToString() => Uri;
}
