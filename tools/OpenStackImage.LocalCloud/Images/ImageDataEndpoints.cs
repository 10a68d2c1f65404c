using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>PUT /v2/images/{id}/file and /stage</summary>
internal sealed class ImageDataEndpoints(ImageStore store, PendingUploads uploads, CloudOptions options)
{
    private const string StoreHeader = "x-image-meta-store";

    public Reply Upload(ServiceRequest request, TokenRecord token, string id)
    {
        if (Unreadable(request, out var size) is { } unreadable)
        {
            return unreadable;
        }

        var target = options.HasStores ? request.Header(StoreHeader) ?? ImageInfo.FirstStore : ImageInfo.FirstStore;
        if (!ImageInfo.StoreIds.Contains(target))
        {
            return ImageError.BadRequest(request, $"Unknown scheme '{target}' found in URI");
        }

        return Accept(request, token, id, new()
        {
            Policy = "upload_image",
            NextStatus = ImageStatus.Saving,
            AllowedStatuses = [ImageStatus.Queued, ImageStatus.Uploading],
            DeclaredSize = size,
            Take = (image, data) => uploads.Add(image, data, target),
            Refuse = Inspect,
        });
    }

    public Reply Stage(ServiceRequest request, TokenRecord token, string id)
    {
        if (Unreadable(request, out var size) is { } unreadable)
        {
            return unreadable;
        }

        return Accept(request, token, id, new()
        {
            Policy = "modify_image",
            NextStatus = ImageStatus.Uploading,
            AllowedStatuses = [ImageStatus.Queued],
            DeclaredSize = size,
            Take = (image, data) => (image.Status, image.Size, image.Staged) = (ImageStatus.Uploading, data.Length, data),
        });
    }

    /// <summary>Returns the response 100 Continue, or an error before the data is sent.</summary>
    private Reply Accept(ServiceRequest request, TokenRecord token, string id, Transfer transfer)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (RefuseTransfer(request, token, image, transfer) is { } refusal)
            {
                return refusal;
            }

            var before = image.Status;
            store.Change(id, draft => draft.Status = transfer.NextStatus);
            return new()
            {
                Status = StatusCodes.Status100Continue,
                Reason = "Continue",
                TakeData = data => Receive(request, image, data, transfer),
                Abandon = () => store.Change(id, draft => draft.Status = before),
            };
        }
    }

    private static Reply? RefuseTransfer(ServiceRequest request, TokenRecord token, ImageRecord image, Transfer transfer)
    {
        if (!token.MayChange(image))
        {
            return token.MayShow(image) ? ImageError.NotAuthorized(request, transfer.Policy) : ImageError.NotFound(request);
        }

        var next = transfer.NextStatus;
        if (!transfer.AllowedStatuses.Contains(image.Status))
        {
            return ImageError.Conflict(request, $"Image status transition from {image.Status} to {next} is not allowed");
        }

        if (next == ImageStatus.Saving && MissingFormats(image) is { Length: > 0 } missing)
        {
            return ImageError.BadRequest(
                request,
                $"{(missing.Length == 1 ? "Property" : "Properties")} {string.Join(", ", missing)} must be set prior to saving data.");
        }

        // The store can contain the rejected data of an earlier upload for the image.
        return next == ImageStatus.Saving && image.Data is not null ? ImageError.ServerError(request) : null;
    }

    private Reply Receive(ServiceRequest request, ImageRecord image, ImageData data, Transfer transfer)
    {
        if (DeclaredSize.Refuse(transfer.DeclaredSize, data.Length) is { } mismatch)
        {
            store.Change(image.Id, draft => draft.Status = ImageStatus.Queued);
            return ImageError.BadRequest(request, mismatch);
        }

        if (transfer.Refuse?.Invoke(request, image, data) is { } rejection)
        {
            store.Change(image.Id, draft => draft.KeepRejected(data, options));
            return rejection;
        }

        return Store(request, image.Id, draft => transfer.Take(draft, data));
    }

    /// <summary>
    /// Rejects data whose format is not that of the image. The text of 2.17 omits the reason (webob's 415 has no explanation).
    /// </summary>
    private Reply? Inspect(ServiceRequest request, ImageRecord image, ImageData data)
        => options.ImageApiMinor >= FormatInspection.FirstVersion
            && FormatInspection.Refuse(image, data, options.ImageApiMinor) is { } reason
            ? ImageError.UnsupportedMediaType(request, Detail(reason))
            : null;

    private string Detail(string reason) => options.ImageApiMinor > FormatInspection.FirstVersion ? reason : "";

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

    private Reply? Unreadable(ServiceRequest request, out long size)
    {
        size = 0;
        var type = request.Header("Content-Type")?.Split(';')[0].Trim();
        return type != MediaType.OctetStream
            ? ImageError.UnsupportedMediaType(request, Detail($"Invalid content type {type}"))
            : !DeclaredSize.TryRead(request, options, out size)
            ? ImageError.BadRequest(request, "Invalid or missing image size in request headers.")
            : null;
    }

    /// <summary>What an upload and a staging request do differently.</summary>
    private sealed class Transfer
    {
        public required string Policy { get; init; }

        public required string NextStatus { get; init; }

        public required string[] AllowedStatuses { get; init; }

        public required long DeclaredSize { get; init; }

        public required Action<ImageRecord, ImageData> Take { get; init; }

        public Func<ServiceRequest, ImageRecord, ImageData, Reply?>? Refuse { get; init; }
    }
}
