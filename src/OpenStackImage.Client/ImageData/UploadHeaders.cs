using System.Globalization;
using OpenStackImage.Http;

namespace OpenStackImage.ImageData;

/// <summary>
/// The headers that describe data to Glance (glance/api/v2/image_data.py, upload and _get_image_size). The size is read since 2025.2; older
/// releases ignore it, and use the Content-Length.
/// </summary>
internal static class UploadHeaders
{
    /// <param name="data">The data.</param>
    /// <param name="store">The store for it; null for the default store of the cloud.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(UploadData data, string? store)
    {
        var headers = new List<(string Name, string Value)>();
        if (data.Length is { } length)
        {
            headers.Add((HeaderNames.ImageSize, length.ToString(CultureInfo.InvariantCulture)));
        }

        if (store is not null)
        {
            headers.Add((HeaderNames.ImageStore, store));
        }

        return headers;
    }
}
