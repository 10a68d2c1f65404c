namespace OpenStackImage.Images;

/// <summary>Who may see an image (api-ref image/v2, "Image visibility").</summary>
internal static class ImageVisibility
{
    public const string Public = "public";
    public const string Private = "private";
    public const string Shared = "shared";
    public const string Community = "community";

    /// <summary>A filter of image lists for every visibility. No image has this value.</summary>
    public const string All = "all";
}
