using System.Management.Automation;

namespace OpenStackImage.ImageData;

/// <summary>Data that an image is to get, as a person names it.</summary>
/// <param name="Open">Opens it; gets who is told how far it is.</param>
/// <param name="Length">Its size in bytes; null where nobody knows.</param>
/// <param name="What">What a person calls it.</param>
internal sealed record UploadSource(Func<IProgress<long>, UploadData> Open, long? Length, string What)
{
    /// <summary>A file, by a path as PowerShell has them.</summary>
    public static UploadSource OfFile(SessionState state, string path)
    {
        var file = state.Path.GetUnresolvedProviderPathFromPSPath(path);
        return new UploadSource(progress => UploadData.OfFile(file, progress), File.Exists(file) ? new FileInfo(file).Length : null, $"'{file}'");
    }

    /// <summary>What is left of a stream.</summary>
    public static UploadSource OfStream(Stream stream) => Of(stream, stream.CanSeek ? stream.Length - stream.Position : null, "the stream");

    /// <summary>What comes through the pipeline.</summary>
    public static UploadSource OfPipeline(PipelineByteStream feed) => Of(feed, null, "the bytes from the pipeline");

    private static UploadSource Of(Stream stream, long? length, string what) => new(progress => new UploadData(stream, what, progress), length, what);
}
