namespace OpenStackImage;

/// <summary>How this cloud takes images in (api-ref image/v2, "Import methods and values discovery"; glance/api/v2/discovery.py).</summary>
public sealed class ImageImportInfo
{
    /// <summary>glance-direct, web-download, copy-image, glance-download, ... as the operators enabled them.</summary>
    public IReadOnlyList<string> Methods { get; internal init; } = [];
}
