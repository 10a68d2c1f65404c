namespace OpenStackImage.Tasks;

/// <summary>The types of tasks (glance/domain/__init__.py, Task; glance/api/v2/images.py, import_image and add_location).</summary>
internal static class ImageTaskType
{
    /// <summary>An import into an image.</summary>
    public const string ApiImageImport = "api_image_import";

    /// <summary>The location of an image, added with Image API 2.17.</summary>
    public const string LocationImport = "location_import";

    /// <summary>A task that an admin created with POST /v2/tasks. It is the only type by which Glance filters.</summary>
    public const string Import = "import";
}
