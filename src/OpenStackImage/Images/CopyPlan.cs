using OpenStackImage.Errors;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>The plan for the copy of an image in one destination, based on the images of the destination with the same name.</summary>
/// <param name="Existing">The image that already has the data, or the image without data that receives it; null to create one.</param>
/// <param name="NeedsData">True if the data is sent.</param>
/// <param name="Changes">The changes that make the settings of the existing image those of the source.</param>
/// <param name="IsReplacement">True if images with different data are replaced.</param>
internal sealed record CopyPlan(Image? Existing, bool NeedsData, IReadOnlyList<ImageChange> Changes, bool IsReplacement)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="source">The image to copy.</param>
    /// <param name="settings">The settings of the copy.</param>
    /// <param name="present">The images of the destination that have its name and belong to the project of the session.</param>
    /// <param name="cloud">The name of the destination.</param>
    /// <param name="replaces">True if an image with different data may be replaced.</param>
    /// <exception cref="AmbiguousNameException">Several images have the data.</exception>
    /// <exception cref="ImageDiffersException">An image of that name has different data, or is being uploaded.</exception>
    public static CopyPlan Make(Image source, ImageSettings settings, IReadOnlyList<Image> present, string cloud, bool replaces)
    {
        var same = present.Where(image => ImageComparison.CompareData(source, image) == DataComparison.Same).ToArray();
        if (same.Length > 1)
        {
            throw new AmbiguousNameException(
                ErrorIds.AmbiguousImageName,
                $"{same.Length} images of cloud '{cloud}' are named '{source.Name}' and have the same data.",
                "Remove all but one of them",
                same.Select(image => image.Id));
        }

        var others = present.Except(same).ToArray();
        var empty = others.Where(image => IsIncompleteCopy(image, settings)).ToArray();
        if (same.Length == 0 && empty.Length == 1 && others.Length == 1)
        {
            return new CopyPlan(empty[0], NeedsData: true, [], IsReplacement: false);
        }

        if (others.Length > 0 && !replaces)
        {
            throw same.Length == 0
                ? new ImageDiffersException(source.Name, others[0].Id, others[0].Status, cloud)
                : Ambiguous(source, same[0], others[0], cloud);
        }

        return same.Length == 0
            ? new CopyPlan(null, NeedsData: true, [], others.Length > 0)
            : new CopyPlan(same[0], NeedsData: false, ChangesOf(same[0], settings), others.Length > 0);
    }

    /// <summary>The formats of an image with data cannot be changed.</summary>
    public static IReadOnlyList<ImageChange> ChangesOf(Image image, ImageSettings settings)
        => ImageChange.Make(image, settings with { DiskFormat = null, ContainerFormat = null });

    /// <summary>An image without data that has the settings of the copy is the result of an interrupted copy.</summary>
    private static bool IsIncompleteCopy(Image image, ImageSettings settings)
        => image.Status == ImageStatus.Queued && ImageChange.Make(image, settings with { IsProtected = null }).Count == 0;

    private static AmbiguousNameException Ambiguous(Image source, Image same, Image other, string cloud) => new(
        ErrorIds.AmbiguousImageName,
        $"Cloud '{cloud}' has an image named '{source.Name}' with the same data, and another one with different data.",
        "Use -Replaces to hide the other one, or rename it",
        [same.Id, $"{other.Id} (different data)"]);
}
