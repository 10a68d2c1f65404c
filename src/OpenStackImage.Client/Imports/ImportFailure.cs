using OpenStackImage.Errors;
using OpenStackImage.Images;
using OpenStackImage.Tasks;

namespace OpenStackImage.Imports;

/// <summary>Describes the result of an import: the message of Glance's task is often only "Internal Error".</summary>
internal static class ImportFailure
{
    private const string NoReason = "Glance did not report a reason.";

    /// <summary>
    /// The property in which Glance lists the stores to which the import of an image failed (glance/async_/flows/api_image_import.py).
    /// </summary>
    private const string FailedStores = "os_glance_failed_import";

    /// <summary>The property in which Glance lists the stores that an import still has to fill.</summary>
    private const string ImportingStores = "os_glance_importing_to_stores";

    /// <summary>Returns the stores to which the import of an image failed.</summary>
    public static IReadOnlyList<string> StoresOf(Image image) => ListOf(image, FailedStores);

    /// <summary>True while an import into an image is running, as far as the image shows it.</summary>
    public static bool IsRunning(Image image) => image.Status == ImageStatus.Importing || ListOf(image, ImportingStores).Count > 0;

    /// <summary>True if the last import into an image failed, so that the image has no data.</summary>
    public static bool LeftNoData(Image image) => image.Status == ImageStatus.Queued && !IsRunning(image) && StoresOf(image).Count > 0;

    /// <summary>Returns the error of a failed task, with the status of the image and how to fix it.</summary>
    public static ImageTaskException Of(ImageTask task, Image image) => new(
        ErrorIds.ImportFailed,
        $"The {task.Method ?? task.Type} of image {image.ResourceName} failed: {SentenceOf(task)}{Into(image)} "
            + $"The status of the image is '{image.Status}'.",
        RecommendedAction(task, image),
        task);

    /// <summary>Returns the error of an import that failed, as far as the image itself shows it.</summary>
    public static ImageTaskException Of(Image image) => new(
        ErrorIds.ImportFailed,
        $"The import into image {image.ResourceName} failed: {NoReason}{Into(image)} The status of the image is '{image.Status}'.",
        $"Use Get-OSImageTask -Image {image.Id} to read the message of the task, correct the cause, and import again.",
        task: null);

    /// <summary>Glance's messages have no full stop, and other sentences follow.</summary>
    private static string SentenceOf(ImageTask task) => task.Message?.TrimEnd() switch
    {
        null or "" => NoReason,
        var message when message[message.Length - 1] is '.' or '!' or '?' or '…' => message,
        var message => $"{message}.",
    };

    private static string Into(Image image) => StoresOf(image) switch
    {
        { Count: 0 } => "",
        { Count: 1 } stores => $" It was not imported into store {stores[0]}.",
        var stores => $" It was not imported into the stores {string.Join(", ", stores)}.",
    };

    private static IReadOnlyList<string> ListOf(Image image, string property)
        => image.Properties.TryGetValue(property, out var stores) ? stores.Split([','], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>Returns the error of a task that did not end in time.</summary>
    public static OperationTimeoutException NotEnded(string image, ImageTask task, TimeSpan limit) => new(FormattableString.Invariant(
        $"The import into image {image} (task {task.Id}) did not complete within {limit.TotalSeconds:0} seconds. ")
            + "It continues; use Get-OSImageTask -Image to check it.");

    private static string RecommendedAction(ImageTask task, Image image) => task.Method switch
    {
        // Since OpenStack 2025.1, Glance inspects the data; the task then says "Task failed due to Internal Error" only
        // (glance/location.py, set_data).
        ImportMethod.GlanceDirect => $"Check that the disk format of the data is {image.DiskFormat} (qemu-img info), "
            + $"or report the request ID {task.RequestId} to the cloud's operators; then import again.",
        ImportMethod.WebDownload => $"Check that the hosts of Glance can read {task.Uri} without a password, "
            + $"and that its disk format is {image.DiskFormat}; then import again.",
        ImportMethod.GlanceDownload => "Check the region, and check that the image there is active and visible to the same user; "
            + "then import again.",
        null when task.Type == ImageTaskType.LocationImport => $"Check that the hosts of Glance can read {task.Uri}, "
            + "and that -HashValue is the hash of the data; then add the location again.",
        _ => $"Report the request ID {task.RequestId} to the cloud's operators; then import again.",
    };
}
