using System.Globalization;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>
/// The size that a client declares for the data it sends (glance/api/v2/image_data.py, _get_image_size;
/// glance_store/_drivers/filesystem.py, add). Glance reads it since OpenStack 2025.2.
/// </summary>
internal static class DeclaredSize
{
    private const int FirstVersion = 18;
    private const string Header = "x-openstack-image-size";
    private const int ChunkSize = 64 * 1024;

    /// <summary>Returns false if the header is not a number.</summary>
    public static bool TryRead(ServiceRequest request, CloudOptions options, out long size)
    {
        size = 0;
        return options.ImageApiMinor < FirstVersion
            || request.Header(Header) is not { } text
            || long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out size);
    }

    /// <summary>Returns why the store refuses the data, or null if it accepts them. A size of 0 is treated as an unknown size.</summary>
    public static string? Refuse(long size, long length)
    {
        // The store counts the chunks, and stops at the first one that exceeds the size.
        var counted = Math.Min(length, (Math.Max(size, 0) / ChunkSize * ChunkSize) + ChunkSize);
        return size == 0 || size == length ? null
            : length > size ? $"Size exceeds: expected {size} bytes, got {counted} bytes"
            : $"Size mismatch: expected {size} bytes, got {length} bytes";
    }
}
