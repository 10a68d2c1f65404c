using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>/v2/images/{id}/file and /stage</summary>
internal sealed class ImageDataEndpoints(ImageStore store, PendingUploads uploads, CloudOptions options)
{
    private const string StoreHeader = "x-image-meta-store";

    /// <summary>
    /// The preferred store of a download came after 2026.1, without a version of its own (glance/api/v2/image_data.py, _validate_stores).
    /// </summary>
    private const int PreferVersion = 18;

    public Reply Upload(ServiceRequest request, TokenRecord token, string id)
    {
        if (!IsOctetStream(request))
        {
            return ImageError.UnsupportedMediaType(request);
        }

        var target = options.HasStores ? request.Header(StoreHeader) ?? ImageInfo.FirstStore : ImageInfo.FirstStore;
        if (!ImageInfo.StoreIds.Contains(target))
        {
            return ImageError.BadRequest(request, $"Unknown scheme '{target}' found in URI");
        }

        return Take(
            request,
            token,
            id,
            "upload_image",
            ImageStatus.Saving,
            from: [ImageStatus.Queued, ImageStatus.Uploading],
            (image, data) => uploads.Add(image, data, target),
            Inspect);
    }

    public Reply Stage(ServiceRequest request, TokenRecord token, string id)
    {
        if (!IsOctetStream(request))
        {
            return ImageError.UnsupportedMediaType(request);
        }

        return Take(request, token, id, "modify_image", ImageStatus.Uploading, from: [ImageStatus.Queued], (image, data) =>
        {
            image.Status = ImageStatus.Uploading;
            image.Size = data.Length;
            image.Staged = data;
        });
    }

    public Reply Download(ServiceRequest request, TokenRecord token, string id)
    {
        if (store.Seen(token, id) is not { } image)
        {
            return ImageError.NoImage(request, id);
        }

        if (image.Status == ImageStatus.Deactivated && !token.IsAdmin)
        {
            return ImageError.Forbidden(request, "The requested image has been deactivated. Image data download is forbidden.");
        }

        if (!token.MayDownload(image))
        {
            return token.MayShow(image) ? ImageError.NotAuthorized(request, "download_image") : ImageError.NotFound(request);
        }

        if (options.ImageApiMinor >= PreferVersion && UnknownStore(request) is { } unknown)
        {
            return ImageError.BadRequest(request, $"Store '{unknown}' is not configured.");
        }

        var range = ByteRange.Read(request, image.Data?.Length ?? 0, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (image.Data is not { } data)
        {
            return new Reply { Status = StatusCodes.Status204NoContent, Reason = "No Content" }.WithRequestId();
        }

        Reply reply = new()
        {
            Status = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent,
            Reason = range is null ? "OK" : "Partial Content",
            ContentType = MediaType.OctetStream,
            Data = data,
            DataOffset = range?.Offset ?? 0,
            DataLength = range?.Length ?? data.Length,
        };
        if (range is { } cut)
        {
            reply.With("Content-Range", $"bytes {cut.Offset}-{cut.Offset + cut.Length - 1}/{data.Length}");
        }

        // Of the whole image, also on a part of it.
        return (image.Checksum is { } checksum ? reply.With("Content-MD5", checksum) : reply).WithRequestId();
    }

    /// <summary>The first preferred store that does not exist; the data itself is the same in every store.</summary>
    private static string? UnknownStore(ServiceRequest request)
        => request.QueryValue("prefer")?.Split(',').Select(store => store.Trim())
            .FirstOrDefault(store => store.Length > 0 && !ImageInfo.StoreIds.Contains(store));

    private Reply Take(
        ServiceRequest request,
        TokenRecord token,
        string id,
        string action,
        string next,
        string[] from,
        Action<ImageRecord, ImageData> take,
        Func<ServiceRequest, ImageRecord, ImageData, Reply?>? check = null)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (!token.MayChange(image))
            {
                return token.MayShow(image) ? ImageError.NotAuthorized(request, action) : ImageError.NotFound(request);
            }

            if (!from.Contains(image.Status))
            {
                return ImageError.Conflict(request, $"Image status transition from {image.Status} to {next} is not allowed");
            }

            if (next == ImageStatus.Saving && MissingFormats(image) is { Length: > 0 } missing)
            {
                return ImageError.BadRequest(
                    request,
                    $"{(missing.Length == 1 ? "Property" : "Properties")} {string.Join(", ", missing)} must be set prior to saving data.");
            }

            if (next == ImageStatus.Saving && image.Data is not null)
            {
                // The store has the rejected data of an earlier upload under the image's ID.
                return ImageError.ServerError(request);
            }

            var before = image.Status;
            store.Change(id, draft => draft.Status = next);
            return new()
            {
                Status = StatusCodes.Status100Continue,
                Reason = "Continue",
                TakeData = data =>
                {
                    if (check?.Invoke(request, image, data) is { } rejection)
                    {
                        store.Change(id, draft => draft.KeepRejected(data, options));
                        return rejection;
                    }

                    return Store(request, id, draft => take(draft, data));
                },
                Abandon = () => store.Change(id, draft => draft.Status = before),
            };
        }
    }

    /// <summary>
    /// Rejects data whose format is not that of the image. The text of 2.17 omits the reason (webob's 415 has no explanation).
    /// </summary>
    private Reply? Inspect(ServiceRequest request, ImageRecord image, ImageData data)
        => options.ImageApiMinor >= FormatInspection.FirstVersion && FormatInspection.Refuse(image, data) is { } reason
            ? ImageError.UnsupportedMediaType(request, options.ImageApiMinor > FormatInspection.FirstVersion ? reason : "")
            : null;

    private Reply Store(ServiceRequest request, string id, Action<ImageRecord> take)
    {
        var stored = store.Change(id, draft =>
        {
            take(draft);
            draft.UpdatedAt = options.Clock.GetUtcNow();
        });
        return stored is null
            ? ImageError.Gone(
                request,
                $"Image {id} could not be found after upload. The image may have been deleted during the upload, "
                + "cleaning up the chunks uploaded.")
            : ImageReply.NoContent();
    }

    private static string[] MissingFormats(ImageRecord image)
        => new[] { (Name: "disk_format", Value: image.DiskFormat), (Name: "container_format", Value: image.ContainerFormat) }
            .Where(format => format.Value is null).Select(format => format.Name).ToArray();

    private static bool IsOctetStream(ServiceRequest request)
        => request.Header("Content-Type")?.Split(';')[0].Trim() == MediaType.OctetStream;
}
