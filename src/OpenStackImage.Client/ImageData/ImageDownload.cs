using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>The data of an image as a file: beside its place until it is whole and has the right hash.</summary>
/// <param name="session">Who reads.</param>
/// <param name="observer">Hears of the requests.</param>
/// <param name="progress">Told how many bytes are there.</param>
internal sealed class ImageDownload(OpenStackSession session, IRequestObserver? observer, IProgress<long>? progress)
{
    private readonly ImageDataClient _data = new(session, observer);

    /// <summary>Whether it may take the place of another file.</summary>
    public bool Replaces { get; init; }

    /// <summary>Whether it goes on with what an earlier try left, and leaves what there is for a later one.</summary>
    public bool Resumes { get; init; }

    /// <exception cref="FileException">There is such a file already, or it cannot be written.</exception>
    /// <exception cref="ImageDataException">The image has no data, or its hash is another.</exception>
    /// <returns>False where the image has no hash to check the data by.</returns>
    public async Task<bool> SaveAsync(Image image, string path, CancellationToken cancellationToken)
    {
        if (!Replaces && File.Exists(path))
        {
            throw new FileException(ErrorIds.FileExists, $"There is a file '{path}' already.", "Use -Force to have it replaced.");
        }

        using var sink = new FileSink(path, image.Id, Resumes);
        if (sink.Position > image.Size)
        {
            sink.Restart();
        }

        var isResumed = sink.Position > 0;
        var isChecked = await TryAsync(image, sink, cancellationToken).ConfigureAwait(false);
        if (isChecked == false && isResumed)
        {
            // What was left was not the beginning of this.
            sink.Restart();
            isChecked = await TryAsync(image, sink, cancellationToken).ConfigureAwait(false);
        }

        if (isChecked == false)
        {
            sink.Discard();
            throw Wrong(image, sink.Position);
        }

        sink.Finish(Replaces);
        return isChecked is not null;
    }

    /// <summary>Writes the data to a sink that cannot take anything back; that it was not right shows at the end.</summary>
    /// <exception cref="ImageDataException">The image has no data, or its hash is another.</exception>
    /// <returns>False where the image has no hash to check the data by.</returns>
    public async Task<bool> WriteAsync(Image image, DataSink sink, CancellationToken cancellationToken)
    {
        var check = DataHash.Of(image);
        using var hash = check?.Hash;
        await _data.DownloadAsync(image, sink, hash, progress, cancellationToken).ConfigureAwait(false);
        return IsRight(image, sink, hash, check?.Value) switch
        {
            false => throw Wrong(image, sink.Position),
            null => false,
            true => true,
        };
    }

    private async Task<bool?> TryAsync(Image image, FileSink sink, CancellationToken cancellationToken)
    {
        var check = DataHash.Of(image);
        using var hash = check?.Hash;
        if (hash is not null && sink.Position > 0)
        {
            await sink.ReadAsync(hash, cancellationToken).ConfigureAwait(false);
        }

        await _data.DownloadAsync(image, sink, hash, progress, cancellationToken).ConfigureAwait(false);
        return IsRight(image, sink, hash, check?.Value);
    }

    private static bool? IsRight(Image image, DataSink sink, DataHash? hash, string? value)
        => image.Size is { } size && size != sink.Position ? false
            : hash is null ? null
            : string.Equals(hash.Finish(), value, StringComparison.OrdinalIgnoreCase);

    private static ImageDataException Wrong(Image image, long count) => new(
        ErrorIds.HashMismatch,
        $"What came of image {image.Id} is not what it should be by its {image.HashAlgorithm ?? "checksum"} and size ({count} bytes came, {image.Size} are in the image).",
        "Run the command again; if that does not help, the data was damaged in the cloud's store.");
}
