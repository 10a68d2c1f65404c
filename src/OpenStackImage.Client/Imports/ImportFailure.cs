using OpenStackImage.Errors;

namespace OpenStackImage.Imports;

/// <summary>Describes the result of an import: the message of Glance's task is often only "Internal Error".</summary>
internal static class ImportFailure
{
    /// <summary>
    /// The property in which Glance lists the stores to which the import of an image failed (glance/async_/flows/api_image_import.py).
    /// </summary>
    private const string FailedStores = "os_glance_failed_import";

    /// <summary>Returns the stores to which the import of an image failed.</summary>
    public static IReadOnlyList<string> StoresOf(Image image)
        => image.Properties.TryGetValue(FailedStores, out var stores) ? stores.Split([','], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>Returns the error of a failed task, with the status of the image and how to fix it.</summary>
    public static ImageTaskException Of(ImageTask task, Image image)
    {
        var stores = StoresOf(image);
        var into = stores.Count == 0
            ? ""
            : $" It did not get into {(stores.Count == 1 ? "store" : "the stores")} {string.Join(", ", stores)}.";
        return new ImageTaskException(
            ErrorIds.ImportFailed,
            $"The {task.Method ?? task.Type} of image {(image.Name is null ? image.Id : $"'{image.Name}' ({image.Id})")} failed: "
                + $"{task.Message ?? "Glance does not say why."}{into} The image is {image.Status} now.",
            RecommendedAction(task, image),
            task);
    }

    private static string RecommendedAction(ImageTask task, Image image) => task.Method switch
    {
        // Since OpenStack 2025.1, Glance inspects the data; the task then says "Task failed due to Internal Error" only
        // (glance/location.py, set_data).
        ImportMethod.GlanceDirect => $"Check that the disk format of the data is {image.DiskFormat} (qemu-img info), "
            + $"or report to the cloud's operators the request ID {task.RequestId}; then import again.",
        ImportMethod.WebDownload => $"Check that the cloud itself can read {task.Uri}, from where Glance runs, without a password, "
            + $"and that its disk format is {image.DiskFormat}; then import again.",
        ImportMethod.GlanceDownload => "Check the region, and that the image there is active and to be seen with the same sign-in; "
            + "then import again.",
        _ => $"Report to the cloud's operators the request ID {task.RequestId}; then import again.",
    };
}
