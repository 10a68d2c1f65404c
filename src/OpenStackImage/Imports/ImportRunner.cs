using System.Globalization;
using System.Text.RegularExpressions;
using OpenStackImage.Cmdlets;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.ImageData;

namespace OpenStackImage.Imports;

/// <summary>
/// Imports data into one image for Import-OSImage: prompts for confirmation, starts the import, and waits until it completes.
/// </summary>
internal sealed class ImportRunner(OpenStackSession session, PipelineWriter writer)
{
    private static readonly Regex Copied = new("^Copied ([0-9]+) MiB$", RegexOptions.CultureInvariant);

    private readonly ImportClient _imports = new(session, writer);

    /// <summary>True to wait until the import completes.</summary>
    public bool Waits { get; init; }

    /// <summary>The maximum time to wait; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The hash that the data must have; null for any.</summary>
    public ExpectedHash? Expected { get; init; }

    /// <summary>Shows a warning even if the cmdlet was stopped; null for none.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>True after the cloud has accepted the import, which continues even if the wait fails.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>True if the caller removes the image when its data does not have the expected hash.</summary>
    public bool IsRemovedOnMismatch { get; init; }

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

        var started = await StartAsync(image, import).ConfigureAwait(false);
        if (Waits)
        {
            var (task, imported) = await WaitForEndAsync(image, size, started).ConfigureAwait(false);
            await writer.WriteAsync((object?)task ?? imported).ConfigureAwait(false);
        }
        else if (started.Task is { } task)
        {
            await writer.WriteAsync(task).ConfigureAwait(false);
        }
        else
        {
            writer.WriteWarning(
                $"The import into image {image} was started. Its task cannot be read: the cloud is older than Image API 2.12, or does not "
                    + "permit this session to list the tasks of images. Use Wait-OSImage to wait until the image is active.");
        }
    }

    /// <summary>Imports the data without a prompt, and waits until the import completes.</summary>
    /// <returns>The image after the import.</returns>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<Image> ImportAsync(ResourceName image, long? size, ImageImport import)
    {
        var started = await _imports.StartAsync(image.Id, import, writer.CancellationToken).ConfigureAwait(false);
        HasStarted = true;
        var (_, imported) = await WaitAsync(image, size, started).ConfigureAwait(false);
        return imported;
    }

    private async Task<StartedImport> StartAsync(ResourceName image, ImageImport import)
    {
        try
        {
            return await _imports.StartAsync(image.Id, import, writer.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Warn?.Invoke(
                $"Stopped while an import into image {image} was started. Check with Get-OSImageTask -Image {image.Id} whether it runs.");
            throw;
        }
    }

    private async Task<(ImageTask? Task, Image Image)> WaitForEndAsync(ResourceName image, long? size, StartedImport started)
    {
        try
        {
            return await WaitAsync(image, size, started).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Warn?.Invoke($"Stopped. The import into image {image} continues. Use Wait-OSImage to wait for its end.");
            throw;
        }
    }

    private async Task<(ImageTask? Task, Image Image)> WaitAsync(ResourceName image, long? size, StartedImport started)
    {
        var of = started.Task is null ? "" : $" (task {started.Task.Id})";
        var wait = new LimitedWait(writer, $"Importing into image {image}", Timeout) { PercentOf = state => Percent(state, size) };
        var (task, imported) = await wait.RunAsync(
            (waiting, token) => PollAsync(image, started, waiting, token),
            _ => FormattableString.Invariant(
                $"The import into image {image}{of} did not complete within {Timeout!.Value.TotalSeconds:0} seconds. It continues."),
            "Use Wait-OSImage to continue waiting, or Get-OSImageTask -Image to check it.").ConfigureAwait(false);
        if (ImportFailure.StoresOf(imported) is { Count: > 0 } failed)
        {
            writer.WriteWarning($"Image {image} was not imported into {string.Join(", ", failed)}.");
        }

        Compare(image, imported);
        return (task, imported);
    }

    private async Task<(ImageTask? Task, Image Image)> PollAsync(
        ResourceName image, StartedImport started, Action<string> waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await _imports.WaitAsync(started, waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException failure) when (failure is ServiceException or ConnectionException or UnexpectedResponseException)
        {
            writer.WriteWarning(
                $"The state of the import into image {image} could not be read. The import continues; "
                    + "use Wait-OSImage to wait for its end.");
            throw;
        }
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
                    + "so its data was not compared. The image is not deleted.",
                $"Specify the {image.HashAlgorithm ?? "MD5"}, or download the image with Save-OSImage -ExpectedHash.");
        }

        if (!string.Equals(actual, Expected.Value, StringComparison.OrdinalIgnoreCase))
        {
            throw new ImageDataException(
                ErrorIds.HashMismatch,
                $"The data that was imported into image {name} does not have the hash {Expected}; its {Expected.Algorithm} is {actual}."
                    + (IsRemovedOnMismatch ? "" : " The image is not deleted."),
                $"{(IsRemovedOnMismatch ? "Check" : "Remove the image, and check")} the source of the import or -ExpectedHash.");
        }
    }

    /// <summary>Glance reports the progress in whole MiB, as text (glance/async_/flows/api_image_import.py, set_task_data).</summary>
    private static int Percent(string state, long? size)
        => size > 0
            && Copied.Match(state) is { Success: true } match
            && double.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes)
            ? (int)Math.Min(100, mebibytes * (1 << 20) * 100 / size.Value)
            : -1;

    private static string From(ImageImport import)
        => import.Uri is not null
            ? $" from {import.Uri}"
            : import.RemoteImageId is not null
            ? $" from image {import.RemoteImageId} of region {import.RemoteRegion}"
            : "";

    private static string Into(ImageImport import)
    {
        var into = import.AllStores ? ", into all stores"
            : import.Stores is { Count: > 0 } stores ? $", into {string.Join(", ", stores)}"
            : "";
        return import.AllowsFailure ? $"{into}, also if some of them fail" : into;
    }
}
