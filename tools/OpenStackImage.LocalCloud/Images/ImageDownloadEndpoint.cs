using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>GET /v2/images/{id}/file</summary>
internal sealed class ImageDownloadEndpoint(ImageStore store, CloudOptions options)
{
    /// <summary>
    /// The preferred store of a download was added after 2026.1, without a separate version (glance/api/v2/image_data.py,
    /// _validate_stores).
    /// </summary>
    private const int PreferVersion = 18;

    public Reply Download(ServiceRequest request, TokenRecord token, string id)
    {
        if (store.Seen(token, id) is not { } image)
        {
            return ImageError.NoImage(request, id);
        }

        if (RefuseDownload(request, token, image) is { } obstacle)
        {
            return obstacle;
        }

        var range = ByteRange.Read(request, image.Data?.Length ?? 0, out var refusal);
        return refusal
            ?? (image.Data is { } data
                ? Send(image, data, range)
                : new Reply { Status = StatusCodes.Status204NoContent, Reason = "No Content" }.WithRequestId());
    }

    private Reply? RefuseDownload(ServiceRequest request, TokenRecord token, ImageRecord image)
    {
        if (image.Status == ImageStatus.Deactivated && !token.IsAdmin)
        {
            return ImageError.Forbidden(request, "The requested image has been deactivated. Image data download is forbidden.");
        }

        if (!token.MayDownload(image))
        {
            return token.MayShow(image) ? ImageError.NotAuthorized(request, "download_image") : ImageError.NotFound(request);
        }

        return options.ImageApiMinor >= PreferVersion && RefusePreferred(request) is { } unknown
            ? ImageError.BadRequest(request, unknown)
            : null;
    }

    private static Reply Send(ImageRecord image, ImageData data, ByteRange? range)
    {
        Reply reply = new()
        {
            Status = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent,
            Reason = range is null ? "OK" : "Partial Content",
            ContentType = MediaType.OctetStream,
            Data = data,
            DataOffset = range?.Offset ?? 0,
            DataLength = range?.Length ?? data.Length,
        };
        if (range is { } part)
        {
            reply.With("Content-Range", $"bytes {part.Offset}-{part.Offset + part.Length - 1}/{data.Length}");
        }

        // The hash is that of the whole image, even if a part is sent.
        return (image.Checksum is { } checksum ? reply.With("Content-MD5", checksum) : reply).WithRequestId();
    }

    /// <summary>Returns why the preferred stores are rejected, or null. The data is the same in every store.</summary>
    private string? RefusePreferred(ServiceRequest request)
    {
        var stores = request.QueryValue("prefer")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return stores.Length == 0 ? null
            : !options.HasStores ? "Store selection for download is not available when multiple backends are not enabled."
            : stores.FirstOrDefault(store => !ImageInfo.StoreIds.Contains(store)) is { } unknown ? $"Store '{unknown}' is not configured."
            : null;
    }
}
