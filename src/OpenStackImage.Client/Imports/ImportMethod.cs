namespace OpenStackImage.Imports;

/// <summary>The methods of an import (api-ref image/v2, "Interoperable image import"; glance/async_/flows/api_image_import.py).</summary>
internal static class ImportMethod
{
    /// <summary>Imports the data that was staged.</summary>
    public const string GlanceDirect = "glance-direct";

    /// <summary>Glance fetches a URI.</summary>
    public const string WebDownload = "web-download";

    /// <summary>Copies the data of an image to more stores.</summary>
    public const string CopyImage = "copy-image";

    /// <summary>Glance fetches an image from the Glance of another region.</summary>
    public const string GlanceDownload = "glance-download";
}
