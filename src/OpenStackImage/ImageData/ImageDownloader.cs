using System.Collections.Concurrent;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>Saves the data of images as files, or writes it to the pipeline, for Save-OSImage.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes results, progress, warnings and questions.</param>
internal sealed class ImageDownloader(OpenStackSession session, PipelineWriter writer)
{
    /// <summary>True to replace a file that existed before.</summary>
    public bool Replaces { get; init; }

    /// <summary>True to continue an earlier download.</summary>
    public bool Resumes { get; init; }

    /// <summary>The hash that the data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>The stores to read from, the preferred one first; empty for the choice of the cloud.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>Saves an image to a file, or to a folder with the name of the image as the file name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="path">The file or the folder.</param>
    /// <param name="taken">The files of this command by path, with their images.</param>
    /// <returns>The file; null if the user declined.</returns>
    /// <exception cref="FileException">The file exists, or the same command saves another image to it.</exception>
    public async Task<FileInfo?> SaveAsync(Image image, string path, ConcurrentDictionary<string, string> taken)
    {
        if (!OpenStackId.TryParseImageId(image.Id, out _))
        {
            throw new OpenStackException(ErrorIds.IdRefused, $"'{image.Id}' is not a valid image ID. Nothing was saved.");
        }

        var file = Directory.Exists(path) ? Path.Combine(path, ImageFileName.Of(image)) : path;
        var name = image.ResourceName;
        if (!taken.TryAdd(ImageFileName.Folded(file), image.Id))
        {
            throw new FileException(
                ErrorIds.FileExists,
                $"This command already saves image {taken[ImageFileName.Folded(file)]} as '{file}'; image {name} would replace it.",
                "Save images of the same name one by one, with -Path.");
        }

        if (!await writer.ConfirmAsync($"Save the data of image {name} as '{file}'").ConfigureAwait(false))
        {
            return null;
        }

        var target = DownloadTarget.Of(file, Replaces);
        await RequireStoresAsync(image).ConfigureAwait(false);
        using var progress = Progress(image);
        var download = new ImageDownload(session, writer, progress) { Resumes = Resumes, Expected = Expected, Stores = Stores };
        Report(image, await download.SaveAsync(image, target, writer.CancellationToken).ConfigureAwait(false));
        return new FileInfo(file);
    }

    /// <summary>Writes the data of an image to the pipeline in chunks, each after the previous one was consumed.</summary>
    public async Task WriteAsync(Image image)
    {
        await RequireStoresAsync(image).ConfigureAwait(false);
        using var progress = Progress(image);
        var download = new ImageDownload(session, writer, progress) { Expected = Expected, Stores = Stores };
        Report(image, await download.WriteAsync(image, new PipelineSink(writer), writer.CancellationToken).ConfigureAwait(false));
    }

    private Task RequireStoresAsync(Image image) => Stores.Count == 0
        ? Task.CompletedTask
        : new StorePreference(session, writer).RequireAsync(image, Stores, writer.CancellationToken);

    private TransferProgress Progress(Image image)
        => new(writer, $"Downloading the data of image {image.ResourceName}", image.Size);

    private void Report(Image image, ExpectedHash? verified)
    {
        if (verified is null)
        {
            var rest = image.Size is null ? "its data was not verified" : "only its size was compared";
            writer.WriteWarning($"Image {image.Id} has no hash that can be compared ({image.HashAlgorithm ?? "none"}); {rest}.");
        }
        else
        {
            writer.WriteVerbose($"The {verified.Algorithm} of image {image.Id} is correct.");
        }
    }

    private sealed class PipelineSink(PipelineWriter writer) : DataSink
    {
        public override async Task WriteAsync(byte[] data, int count, CancellationToken cancellationToken)
        {
            var chunk = new byte[count];
            Buffer.BlockCopy(data, 0, chunk, 0, count);
            await writer.WriteAsync(PSObject.AsPSObject(chunk)).ConfigureAwait(false);
            await writer.ConsumedAsync().ConfigureAwait(false);
            Position += count;
        }

        public override void Restart() => throw new ImageDataException(
            ErrorIds.UploadInterrupted,
            "The connection failed, and the service cannot resume the download; data that was written to the pipeline cannot be withdrawn.",
            "Save the image as a file.");
    }
}
