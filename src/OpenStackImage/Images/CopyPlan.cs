using OpenStackImage.Errors;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <summary>The plan for the copy of an image in one destination, based on the images of the destination with the same name.</summary>
/// <param name="Existing">The image that already has the data, or the image without data that receives it; null to create one.</param>
/// <param name="NeedsData">True if the data is sent.</param>
/// <param name="Changes">The changes that make the settings of the existing image those of the source.</param>
/// <param name="Replaced">The images that are replaced.</param>
internal sealed record CopyPlan(Image? Existing, bool NeedsData, IReadOnlyList<ImageChange> Changes, IReadOnlyList<Image> Replaced)
{
    /// <summary>True if images of the name are replaced.</summary>
    public bool IsReplacement => Replaced.Count > 0;

    /// <summary>Makes the plan.</summary>
    /// <param name="source">The image to copy.</param>
    /// <param name="settings">The settings of the copy.</param>
    /// <param name="present">The images of the destination that have its name and belong to the project of the session.</param>
    /// <param name="cloud">The name of the destination.</param>
    /// <param name="replaces">True if other images of the name may be replaced.</param>
    /// <exception cref="AmbiguousNameException">Several images have the data, or could be the one that is replaced.</exception>
    /// <exception cref="ImageDiffersException">An image of that name has different data, or no data yet.</exception>
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
            return new CopyPlan(empty[0], NeedsData: true, [], []);
        }

        if (others.Length > 0 && !replaces)
        {
            throw same.Length == 0
                ? Differs(source, others, cloud)
                : Ambiguous(source, same[0], others, cloud);
        }

        if (same.Length == 0 && others.Length > 1)
        {
            throw new AmbiguousNameException(
                ErrorIds.AmbiguousImageName,
                $"{others.Length} images of cloud '{cloud}' are named '{source.Name}', and none of them has the same data.",
                "Hide or rename all but the one that is replaced",
                others.Select(image => $"{image.Id} ({StateOf(source, image)})"));
        }

        return same.Length == 0
            ? new CopyPlan(null, NeedsData: true, [], others)
            : new CopyPlan(same[0], NeedsData: false, ChangesOf(same[0], settings), others);
    }

    /// <summary>The formats of an image with data cannot be changed.</summary>
    public static IReadOnlyList<ImageChange> ChangesOf(Image image, ImageSettings settings)
        => ImageChange.Make(image, settings with { DiskFormat = null, ContainerFormat = null });

    /// <summary>An image without data that has the settings of the copy is the result of an interrupted copy.</summary>
    private static bool IsIncompleteCopy(Image image, ImageSettings settings)
        => image.Status == ImageStatus.Queued && ImageChange.Make(image, settings with { IsProtected = null }).Count == 0;

    /// <summary>Returns the error of images that do not have the data, or may not have it.</summary>
    private static ImageDiffersException Differs(Image source, IReadOnlyList<Image> others, string cloud)
    {
        var other = others.FirstOrDefault(image => !ImageStatus.IsIncomplete(image.Status)) ?? others[0];
        return ImageStatus.IsIncomplete(other.Status)
            ? new ImageDiffersException(
                ErrorIds.ImageIncomplete,
                $"Cloud '{cloud}' has an image named '{source.Name}' ({other.Id}) with {StateOf(source, other)}: another command may be "
                    + "sending it. That cloud was not changed.")
            : new ImageDiffersException(
                ErrorIds.ImageDiffers,
                $"Cloud '{cloud}' has another image named '{source.Name}' ({other.Id}), status '{other.Status}', with "
                    + $"{StateOf(source, other)}. That cloud was not changed.");
    }

    private static AmbiguousNameException Ambiguous(Image source, Image same, IReadOnlyList<Image> others, string cloud) => new(
        ErrorIds.AmbiguousImageName,
        $"Cloud '{cloud}' has an image named '{source.Name}' with the same data, and another one.",
        "Use -Replaces to hide the other one, or rename it",
        [$"{same.Id} (the same data)", .. others.Select(other => $"{other.Id} ({StateOf(source, other)})")]);

    /// <summary>Returns the state of the data of an image that does not have the data of the source, as a noun phrase.</summary>
    public static string StateOf(Image source, Image other)
        => ImageStatus.IsIncomplete(other.Status) ? $"no data yet (status '{other.Status}')"
            : !ImageComparison.HasData(other) ? "no data"
            : ImageComparison.CompareData(source, other) == DataComparison.NotComparable
            ? "the same size, but without a hash that can be compared"
            : "different data";
}
