using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>Data to upload, before it is opened.</summary>
/// <param name="Open">Opens the data; receives the method that is notified of the number of bytes that were sent.</param>
/// <param name="Length">The size in bytes; null if it is not known.</param>
/// <param name="Description">The description of the data in messages.</param>
internal sealed record UploadSource(Func<IProgress<long>, UploadData> Open, long? Length, string Description)
{
    /// <summary>The name of the file; null if the data is not from a file.</summary>
    public string? FileName { get; private init; }

    /// <summary>A file, by its full path.</summary>
    public static UploadSource OfFile(string file, ExpectedHash? expected)
        => new(progress => UploadData.OfFile(file, progress, expected), File.Exists(file) ? new FileInfo(file).Length : null, $"'{file}'")
        {
            FileName = Path.GetFileName(file),
        };

    /// <summary>The rest of a stream.</summary>
    /// <exception cref="FileException">The stream cannot be read.</exception>
    public static UploadSource OfStream(Stream stream, ExpectedHash? expected)
        => stream.CanRead
            ? Of(stream, stream.CanSeek ? stream.Length - stream.Position : null, "the stream", expected)
            : throw new FileException(ErrorIds.FileFailed, "The stream cannot be read, or is closed.", "Specify an open stream.");

    /// <summary>The bytes from the pipeline.</summary>
    public static UploadSource OfPipeline(PipelineByteStream bytes, ExpectedHash? expected)
        => Of(bytes, null, "the bytes from the pipeline", expected);

    private static UploadSource Of(Stream stream, long? length, string description, ExpectedHash? expected)
        => new(progress => new UploadData(stream, description, progress, expected), length, description);
}
