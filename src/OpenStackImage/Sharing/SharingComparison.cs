namespace OpenStackImage.Sharing;

/// <summary>What the comparison of an image with a sharing file has shown.</summary>
/// <param name="Image">The image.</param>
internal sealed record SharingComparison(SelectedImage Image)
{
    /// <summary>The members and the differences; null for an image without them.</summary>
    public SharingPlan? Plan { get; init; }

    /// <summary>
    /// The entries that name the image, if it cannot be shared. Without these and a plan, the image was deleted since it was listed.
    /// </summary>
    public IReadOnlyList<UnusableImage> Unusable { get; init; } = [];
}
