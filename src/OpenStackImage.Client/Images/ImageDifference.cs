namespace OpenStackImage;

/// <summary>One difference between an image and the image of the same name in another cloud.</summary>
public sealed class ImageDifference : CloudObject
{
    /// <summary>The image's name.</summary>
    public string ImageName { get; internal init; } = "";

    /// <summary>The ID of the image that was compared.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The cloud of the other image.</summary>
    public string DestinationCloud { get; internal init; } = "";

    /// <summary>The ID of the other image; null if there is none.</summary>
    public string? DestinationId { get; internal init; }

    /// <summary>
    /// The difference: <c>image</c> (the image does not exist), <c>data</c>, the name of a field or of a property, or <c>member</c> and the
    /// project; null if nothing is.
    /// </summary>
    public string? Property { get; internal init; }

    /// <summary>The value of the image; null for none. Of data, the hash.</summary>
    public string? Value { get; internal init; }

    /// <summary>The value of the other image; null for none.</summary>
    public string? DestinationValue { get; internal init; }

    /// <summary>True if there is a difference.</summary>
    public bool IsDifferent => Property is not null;

    /// <inheritdoc/>
    public override string ToString() => Property is null
        ? $"{ImageName} is the same in {DestinationCloud}"
        : $"{ImageName} in {DestinationCloud}: {Property} is {DestinationValue ?? "missing"} instead of {Value ?? "missing"}";
}
