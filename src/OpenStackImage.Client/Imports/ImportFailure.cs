using OpenStackImage.Errors;

namespace OpenStackImage.Imports;

/// <summary>Says what became of an import: Glance's task often has no more to say than "Internal Error".</summary>
internal static class ImportFailure
{
    /// <summary>What Glance notes on an image: the stores that it did not get into (glance/async_/flows/api_image_import.py).</summary>
    private const string FailedStores = "os_glance_failed_import";

    /// <summary>The stores into which an image did not get; none if it got into all.</summary>
    public static IReadOnlyList<string> StoresOf(Image image)
        => image.Properties.TryGetValue(FailedStores, out var stores) ? stores.Split([','], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>Why a task failed, what has become of the image, and what to do.</summary>
    public static ImageTaskException Of(ImageTask task, Image image)
    {
        var stores = StoresOf(image);
        var into = stores.Count == 0 ? "" : $" It did not get into {(stores.Count == 1 ? "store" : "the stores")} {string.Join(", ", stores)}.";
        return new ImageTaskException(
            ErrorIds.ImportFailed,
            $"The {task.Method ?? task.Type} of image {(image.Name is null ? image.Id : $"'{image.Name}' ({image.Id})")} failed: {task.Message ?? "Glance does not say why."}{into} The image is {image.Status} now.",
            Mend(task, image),
            task);
    }

    private static string Mend(ImageTask task, Image image) => task.Method switch
    {
        // Since OpenStack 2025.1, Glance inspects the data; the task then says "Task failed due to Internal Error" only (glance/location.py, set_data).
        ImportMethod.GlanceDirect => $"Check that the disk format of the data is {image.DiskFormat} (qemu-img info), or tell the cloud's operators the request ID {task.RequestId}; then import again.",
        ImportMethod.WebDownload => $"Check that the cloud itself can read {task.Uri}, from where Glance runs, without a password, and that its disk format is {image.DiskFormat}; then import again.",
        ImportMethod.GlanceDownload => "Check the region, and that the image there is active and to be seen with the same sign-in; then import again.",
        _ => $"Tell the cloud's operators the request ID {task.RequestId}; then import again.",
    };
}
