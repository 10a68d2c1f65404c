using System.Management.Automation;
using OpenStackImage.ImageData;

namespace OpenStackImage.Transfer;

/// <summary>The data that a person names.</summary>
internal static class UploadOffers
{
    /// <summary>A file, by a path as PowerShell has them.</summary>
    public static DataOffer OfFile(SessionState state, string path)
    {
        var file = state.Path.GetUnresolvedProviderPathFromPSPath(path);
        var length = File.Exists(file) ? new FileInfo(file).Length : (long?)null;
        return new DataOffer(progress => UploadData.OfFile(file, progress), length, $"'{file}'");
    }

    /// <summary>What is left of a stream.</summary>
    public static DataOffer OfStream(Stream stream)
        => new(progress => new UploadData(stream, "the stream", progress), stream.CanSeek ? stream.Length - stream.Position : null, "the stream");
}
