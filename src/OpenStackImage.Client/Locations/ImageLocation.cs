namespace OpenStackImage;

/// <summary>Where a store keeps the data of an image (api-ref image/v2, "Image locations"; glance/api/v2/images.py, get_locations).</summary>
public sealed class ImageLocation
{
    /// <summary>The image.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The address, in the terms of the store.</summary>
    public string Uri { get; internal init; } = "";

    /// <summary>The store; null where it has no name.</summary>
    public string? Store { get; internal init; }
}
