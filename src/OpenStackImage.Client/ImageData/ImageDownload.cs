using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>Downloads the data of images and verifies it by the image's size and hash, and by the hash that the user expects.</summary>
/// <param name="session">The session.</param>
/// <param name="observer">Is notified of each request.</param>
/// <param name="progress">Is notified of the number of bytes that arrived.</param>
internal sealed class ImageDownload(OpenStackSession session, IRequestObserver? observer, IProgress<long>? progress)
{
    private readonly ImageDataClient _data = new(session, observer);

    /// <summary>True to resume an earlier download, and to keep the received data for a later one.</summary>
    public bool Resumes { get; init; }

    /// <summary>The hash that the data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>The stores to read from, the preferred one first; empty for the choice of the cloud.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>Downloads the data to a file, which gets its name only after it is verified.</summary>
    /// <returns>The hash with which the data was verified; null if the image has none.</returns>
    /// <exception cref="FileException">The file cannot be written.</exception>
    /// <exception cref="ImageDataException">The image has no data, or the data does not match its hash.</exception>
    public async Task<ExpectedHash?> SaveAsync(Image image, DownloadTarget target, CancellationToken cancellationToken)
    {
        using var sink = new FileSink(target, image.Id, Resumes);
        if (sink.Position > image.Size)
        {
            sink.Restart();
        }

        var isResumed = sink.Position > 0;
        var mismatch = await ReceiveAsync(image, sink, cancellationToken).ConfigureAwait(false);
        if (mismatch is not null && isResumed)
        {
            // The data of an earlier download is not the beginning of this image.
            sink.Restart();
            mismatch = await ReceiveAsync(image, sink, cancellationToken).ConfigureAwait(false);
        }

        if (mismatch is not null)
        {
            sink.Discard();
            throw mismatch;
        }

        sink.Finish();
        return DataHash.Of(image) ?? Expected;

        async Task<ImageDataException?> ReceiveAsync(Image image, FileSink sink, CancellationToken cancellationToken)
        {
            using var hash = Hash(image);
            if (hash is not null && sink.Position > 0)
            {
                await sink.ReadAsync(hash, cancellationToken).ConfigureAwait(false);
            }

            await _data.DownloadAsync(image, sink, hash, progress, Stores, cancellationToken).ConfigureAwait(false);
            return Compare(image, sink.Position, hash);
        }
    }

    /// <summary>Writes the data to a sink that cannot be rewound; a mismatch is reported at the end.</summary>
    /// <inheritdoc cref="SaveAsync"/>
    public async Task<ExpectedHash?> WriteAsync(Image image, DataSink sink, CancellationToken cancellationToken)
    {
        using var hash = Hash(image);
        await _data.DownloadAsync(image, sink, hash, progress, Stores, cancellationToken).ConfigureAwait(false);
        return Compare(image, sink.Position, hash) is { } mismatch ? throw mismatch : DataHash.Of(image) ?? Expected;
    }

    private DataHash? Hash(Image image)
    {
        string[] algorithms = [.. new[] { DataHash.Of(image), Expected }.OfType<ExpectedHash>().Select(hash => hash.Algorithm)];
        return algorithms.Length == 0 ? null : new DataHash(algorithms);
    }

    private ImageDataException? Compare(Image image, long count, DataHash? hash)
    {
        if (image.Size is { } size && size != count)
        {
            return Damaged(image, $"{count} of {size} bytes arrived");
        }

        if (hash is null)
        {
            return null;
        }

        var hashes = hash.Finish();
        if (DataHash.Of(image) is { } stored && !stored.Matches(hashes))
        {
            return Damaged(image, $"its {stored.Algorithm} is {hashes[stored.Algorithm]} instead of {stored.Value}");
        }

        return Expected is null || Expected.Matches(hashes) ? null : new ImageDataException(
            ErrorIds.HashMismatch,
            $"The data of image {image.ResourceName} does not have the hash {Expected}; "
                + $"its {Expected.Algorithm} is {hashes[Expected.Algorithm]}.",
            "Correct -ExpectedHash, or use another image.");
    }

    private static ImageDataException Damaged(Image image, string what) => new(
        ErrorIds.HashMismatch,
        $"The data of image {image.ResourceName} is damaged: {what}.",
        "Run the command again. If that does not help, the data in the cloud's store is damaged.");
}
