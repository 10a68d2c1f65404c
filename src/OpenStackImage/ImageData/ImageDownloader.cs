using OpenStackImage.Http;
using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.ImageData;

/// <summary>The data of images as files, or as bytes in the pipeline: what Save-OSImage does.</summary>
/// <param name="session">Who reads.</param>
/// <param name="writer">Where results, progress and questions go.</param>
internal sealed class ImageDownloader(OpenStackSession session, PipelineWriter writer)
{
    public bool Replaces { get; init; }

    public bool Resumes { get; init; }

    /// <summary>Saves an image as a file; into a folder under the image's own name.</summary>
    /// <returns>The file; null if somebody said no.</returns>
    public async Task<FileInfo?> SaveAsync(Image image, string path)
    {
        var target = Directory.Exists(path) ? Path.Combine(path, FileName(image)) : path;
        if (!await writer.ConfirmAsync($"Save the data of image {new ResourceName(image.Id, image.Name)} as '{target}'").ConfigureAwait(false))
        {
            return null;
        }

        using var progress = Progress(image);
        var download = new ImageDownload(session, writer, progress) { Replaces = Replaces, Resumes = Resumes };
        Tell(image, await download.SaveAsync(image, target, writer.CancellationToken).ConfigureAwait(false));
        return new FileInfo(target);
    }

    /// <summary>Writes the data of an image into the pipeline, a piece at a time, each when the one before was consumed.</summary>
    public async Task WriteAsync(Image image)
    {
        using var progress = Progress(image);
        Tell(image, await new ImageDownload(session, writer, progress).WriteAsync(image, new PipelineSink(writer), writer.CancellationToken).ConfigureAwait(false));
    }

    private TransferProgress Progress(Image image) => new(writer, $"Reading the data of image {new ResourceName(image.Id, image.Name)}", image.Size);

    private void Tell(Image image, bool isChecked)
    {
        if (isChecked)
        {
            writer.WriteVerbose($"The {image.HashAlgorithm ?? "checksum"} of image {image.Id} is right.");
        }
        else
        {
            writer.WriteWarning($"Image {image.Id} has no hash that could be checked ({image.HashAlgorithm ?? "none"}); only its size was compared.");
        }
    }

    /// <summary>The image's name as a file's, on every system.</summary>
    private static string FileName(Image image)
    {
        var name = new string((image.Name ?? image.Id).Select(character => char.IsControl(character) || "\\/:*?\"<>|".IndexOf(character) >= 0 ? '_' : character).ToArray()).Trim(' ', '.');
        var extension = image.DiskFormat is { } format ? "." + format : "";
        return (name.Length == 0 ? image.Id : name) + (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? "" : extension);
    }

    private sealed class PipelineSink(PipelineWriter writer) : DataSink
    {
        public override async Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken)
        {
            var piece = new byte[count];
            Buffer.BlockCopy(data, 0, piece, 0, count);
            await writer.WriteAsync(PSObject.AsPSObject(piece)).ConfigureAwait(false);
            await writer.ConsumedAsync().ConfigureAwait(false);
            Position += count;
        }

        public override void Restart() => throw new ImageDataException(
            Errors.ErrorIds.UploadInterrupted,
            "The connection broke, and the service cannot go on where it broke; what was written into the pipeline cannot be taken back.",
            "Save the image as a file.");
    }
}
