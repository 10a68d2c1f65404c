namespace OpenStackImage.Sharing;

/// <summary>The result of the comparison of an image with a sharing file.</summary>
/// <param name="Image">The image.</param>
internal sealed record SharingComparison(SelectedImage Image)
{
    /// <summary>The members and the differences; null for an image without them.</summary>
    public SharingPlan? Plan { get; init; }

    /// <summary>
    /// The entries that specify the image, if it cannot be shared. If there are neither entries nor a plan, the image was deleted after it
    /// was listed.
    /// </summary>
    public IReadOnlyList<UnusableImage> Unusable { get; init; } = [];
}
