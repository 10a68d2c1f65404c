using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.ImageData;

namespace OpenStackImage.Imports;

/// <summary>Imports into one image for Import-OSImage: asks for confirmation, starts the import, and waits for its end.</summary>
internal sealed class ImportRunner(OpenStackSession session, PipelineWriter writer)
{
    private static readonly Regex Copied = new("^Copied ([0-9]+) MiB$", RegexOptions.CultureInvariant);

    private readonly ImportClient _imports = new(session, writer);

    /// <summary>True to wait for the end of the import.</summary>
    public bool Waits { get; init; }

    /// <summary>The maximum time to wait; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The hash that the data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>Imports, and writes the task.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">The size of the data in bytes; null if it is not known.</param>
    /// <param name="import">The import.</param>
    public async Task RunAsync(ResourceName image, long? size, ImageImport import)
    {
        if (!await writer.ConfirmAsync($"Import into image {image} by {import.Method}{From(import)}{Into(import)}").ConfigureAwait(false))
        {
            return;
        }

        var task = await _imports.StartAsync(image.Id, import, writer.CancellationToken).ConfigureAwait(false);
        if (task is null)
        {
            writer.WriteWarning(
                $"The import into image {image} was started. This cloud does not show its task (Image API 2.12); "
                    + "use Get-OSImage to check the status of the image.");
            return;
        }

        await writer.WriteAsync(Waits ? await WaitAsync(image, size, task).ConfigureAwait(false) : task).ConfigureAwait(false);
    }

    private async Task<ImageTask> WaitAsync(ResourceName image, long? size, ImageTask started)
    {
        var progress = new ProgressRecord(0, $"Importing into image {image}", started.Status);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(writer.CancellationToken);
        limit.CancelAfter(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            var (task, made) = await _imports.WaitAsync(started, Show, limit.Token).ConfigureAwait(false);
            if (ImportFailure.StoresOf(made) is { Count: > 0 } failed)
            {
                writer.WriteWarning($"Image {image} was not imported into {string.Join(", ", failed)}.");
            }

            Compare(image, made);
            return task;
        }
        catch (OperationCanceledException) when (!writer.CancellationToken.IsCancellationRequested)
        {
            var seconds = FormattableString.Invariant($"{Timeout!.Value.TotalSeconds:0}");
            throw new OperationTimeoutException(
                $"The import into image {image} (task {started.Id}) did not end within {seconds} seconds. "
                    + "It continues; use Get-OSImageTask -Image to check it.");
        }
        finally
        {
            writer.WriteProgress(
                new ProgressRecord(0, progress.Activity, progress.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }

        void Show(ImageTask task) => writer.WriteProgress(
            new ProgressRecord(0, progress.Activity, task.Message ?? task.Status) { PercentComplete = Percent(task, size) });
    }

    private void Compare(ResourceName name, Image image)
    {
        if (Expected is null)
        {
            return;
        }

        var actual = string.Equals(image.HashAlgorithm, Expected.Algorithm, StringComparison.OrdinalIgnoreCase) ? image.HashValue
            : Expected.Algorithm == DataHash.Md5 ? image.Checksum
            : null;
        if (string.IsNullOrEmpty(actual))
        {
            throw new ImageDataException(
                ErrorIds.HashNotComparable,
                $"Image {name} was imported, but the cloud has no {Expected.Algorithm} of it ({image.HashAlgorithm ?? "no hash"}), "
                    + "so that its data was not compared. The image is not deleted.",
                $"Specify the {image.HashAlgorithm ?? "MD5"}, or download the image with Save-OSImage -ExpectedHash.");
        }

        if (!string.Equals(actual, Expected.Value, StringComparison.OrdinalIgnoreCase))
        {
            throw new ImageDataException(
                ErrorIds.HashMismatch,
                $"The data that was imported into image {name} does not have the hash {Expected}; its {Expected.Algorithm} is {actual}. "
                    + "The image is not deleted.",
                "Remove the image, and check the source of the import or -ExpectedHash.");
        }
    }

    /// <summary>Glance reports the progress in whole MiB, as text (glance/async_/flows/api_image_import.py, set_task_data).</summary>
    private static int Percent(ImageTask task, long? size)
        => size > 0
            && Copied.Match(task.Message ?? "") is { Success: true } match
            && long.TryParse(match.Groups[1].Value, out var mebibytes)
            ? (int)Math.Min(100, (mebibytes << 20) * 100 / size.Value)
            : -1;

    private static string From(ImageImport import)
        => import.Uri is not null
            ? $" from {import.Uri}"
            : import.RemoteImageId is not null
            ? $" from image {import.RemoteImageId} of region {import.RemoteRegion}"
            : "";

    private static string Into(ImageImport import)
        => import.AllStores ? ", into all stores" : import.Stores is { Count: > 0 } stores ? $", into {string.Join(", ", stores)}" : "";
}
