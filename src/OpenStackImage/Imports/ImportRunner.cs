using OpenStackImage.Http;
using System.Management.Automation;
using System.Text.RegularExpressions;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Imports;

/// <summary>An import from the question to its end: what Import-OSImage does with one image.</summary>
internal sealed class ImportRunner(OpenStackSession session, PipelineWriter writer)
{
    private static readonly Regex Copied = new("^Copied ([0-9]+) MiB$", RegexOptions.CultureInvariant);

    private readonly ImportClient _imports = new(session, writer);

    /// <summary>Whether the import is waited for.</summary>
    public bool Waits { get; init; }

    /// <summary>How long it is waited for; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Imports, and writes the task.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">The size of the data in bytes, where it is known.</param>
    /// <param name="import">What to do.</param>
    public async Task RunAsync(ResourceName image, long? size, ImageImport import)
    {
        if (!await writer.ConfirmAsync($"Import into image {image} by {import.Method}{From(import)}{Into(import)}").ConfigureAwait(false))
        {
            return;
        }

        var task = await _imports.StartAsync(image.Id, import, writer.CancellationToken).ConfigureAwait(false);
        if (task is null)
        {
            writer.WriteWarning($"The import into image {image} has begun. This cloud is too old to tell of its task (Image API 2.12); the image's status shows its end.");
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
                writer.WriteWarning($"Image {image} did not get into {string.Join(", ", failed)}.");
            }

            return task;
        }
        catch (OperationCanceledException) when (!writer.CancellationToken.IsCancellationRequested)
        {
            throw new OperationTimeoutException(FormattableString.Invariant($"The import into image {image} (task {started.Id}) has not ended within {Timeout!.Value.TotalSeconds:0} seconds. It goes on; Get-OSImageTask -Image shows how far it is."));
        }
        finally
        {
            writer.WriteProgress(new ProgressRecord(0, progress.Activity, progress.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }

        void Show(ImageTask task) => writer.WriteProgress(new ProgressRecord(0, progress.Activity, task.Message ?? task.Status) { PercentComplete = Percent(task, size) });
    }

    /// <summary>Glance tells how far it is in whole MiB, as text (glance/async_/flows/api_image_import.py, set_task_data).</summary>
    private static int Percent(ImageTask task, long? size)
        => size > 0 && Copied.Match(task.Message ?? "") is { Success: true } match && long.TryParse(match.Groups[1].Value, out var mebibytes)
            ? (int)Math.Min(100, (mebibytes << 20) * 100 / size.Value)
            : -1;

    private static string From(ImageImport import)
        => import.Uri is not null ? $" from {import.Uri}" : import.RemoteImageId is not null ? $" from image {import.RemoteImageId} of region {import.RemoteRegion}" : "";

    private static string Into(ImageImport import)
        => import.AllStores ? ", into all stores" : import.Stores is { Count: > 0 } stores ? $", into {string.Join(", ", stores)}" : "";
}
