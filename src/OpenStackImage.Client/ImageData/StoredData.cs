using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>Determines whether the cloud already has data, in an image with the same name and owner or in a specific image.</summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class StoredData(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>Returns the newest active image of a name and an owner that has the data; null if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ownerId">The ID of the project that owns the image.</param>
    /// <param name="data">The data, which can be rewound; null if only its hash is known.</param>
    /// <param name="expected">The hash of the data, if there is no data.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Image?> FindAsync(
        string name, string ownerId, UploadData? data, ExpectedHash? expected, CancellationToken cancellationToken)
    {
        var query = new ImageQuery { Name = name, Owner = ownerId, Statuses = [ImageStatus.Active] };
        var candidates = new List<Image>();
        await foreach (var image in new ImageClient(session, observer).ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (data is null || image.Size == data.Length)
            {
                candidates.Add(image);
            }
        }

        if (data is not null)
        {
            // All hashes that the candidates need are computed in one pass over the data.
            var algorithms = candidates.Select(image => DataHash.Of(image)?.Algorithm).OfType<string>();
            await data.FindHashesAsync(algorithms.Distinct(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        }

        foreach (var image in candidates)
        {
            if (await IsInAsync(image, data, expected, cancellationToken).ConfigureAwait(false))
            {
                return image;
            }
        }

        return null;
    }

    /// <summary>True if an image has the data; false if it does not, or if the hashes cannot be compared.</summary>
    public static async Task<bool> IsInAsync(Image image, UploadData? data, ExpectedHash? expected, CancellationToken cancellationToken)
    {
        if (image.Status != ImageStatus.Active || DataHash.Of(image) is not { } stored)
        {
            return false;
        }

        if (data is not null)
        {
            return image.Size == data.Length
                && await data.FindComparableAsync(image, cancellationToken).ConfigureAwait(false) is var (inImage, sent)
                && sent == inImage.Value;
        }

        var checksum = image.Checksum is null ? null : new ExpectedHash(DataHash.Md5, image.Checksum);
        return new[] { stored, checksum }.Any(hash => hash?.Algorithm == expected?.Algorithm && hash?.Value == expected?.Value);
    }
}
