using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>The result of a comparison of the data of two images.</summary>
internal enum DataComparison
{
    /// <summary>The data is the same, by size and by a hash.</summary>
    Same,

    /// <summary>The data is different.</summary>
    Different,

    /// <summary>One of the images has no data yet.</summary>
    NoData,

    /// <summary>The images have no hash of the same algorithm.</summary>
    NotComparable,
}

/// <summary>Compares images of different clouds.</summary>
internal static class ImageComparison
{
    /// <summary>Compares the data by size, and by the first hash that both images have.</summary>
    public static DataComparison CompareData(Image image, Image other)
    {
        if (!HasData(image) || !HasData(other))
        {
            return DataComparison.NoData;
        }

        if (image.Size != other.Size)
        {
            return DataComparison.Different;
        }

        var hashes = DataHash.AllOf(other).ToDictionary(hash => hash.Algorithm, hash => hash.Value, StringComparer.Ordinal);
        return DataHash.AllOf(image).FirstOrDefault(hash => hashes.ContainsKey(hash.Algorithm)) is { } common
            ? common.Matches(hashes) ? DataComparison.Same : DataComparison.Different
            : DataComparison.NotComparable;
    }

    /// <summary>True if an image has all of its data.</summary>
    public static bool HasData(Image image) => image.Size is not null && image.Status is ImageStatus.Active or ImageStatus.Deactivated;
}
