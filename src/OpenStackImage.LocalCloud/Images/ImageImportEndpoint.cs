using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>/v2/images/{id}/import. What is staged becomes the image at once: there are no tasks to wait for.</summary>
internal sealed class ImageImportEndpoint(ImageStore store, TimeProvider clock)
{
    private const string Direct = "glance-direct";
    private const string Copy = "copy-image";

    public Reply Import(ServiceRequest request, TokenRecord token, string id)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
            return refusal;
        if (body.ValueKind != JsonValueKind.Object)
            return ImageError.ServerError(request);
        if (!body.TryGet("method", out var method))
            return ImageError.BadRequest(request, "Import request requires a 'method' field.");
        if (!method.TryGet("name", out var name))
            return ImageError.BadRequest(request, "Import request requires a 'name' field.");
        if (!ImageInfo.ImportMethods.Contains(name.ToString()))
            return ImageError.BadRequest(request, $"Unknown import method name '{name}'.");
        foreach (var flag in (string[])["all_stores_must_succeed", "all_stores"])
        {
            if (body.TryGet(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return ImageError.BadRequest(request, $"'{flag}' must be boolean value only");
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
                return ImageError.NoImage(request, id);
            if (Obstacle(image, name.ToString()) is { } obstacle)
                return ImageError.Conflict(request, obstacle);
            if (name.ToString() == Copy && !token.IsAdmin)
                return ImageError.NotAuthorized(request, "copy_image");
            if (!token.MayChange(image))
                return token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image") : ImageError.NotFound(request);
            return Run(request, image, name.ToString(), method, body);
        }
    }

    private static string? Obstacle(ImageRecord image, string method) =>
        image.Status == ImageStatus.Active && method != Copy ? "Image with status active cannot be target for import"
        : image.Status != ImageStatus.Active && method == Copy ? "Only images with status active can be targeted for copying"
        : image.Status != ImageStatus.Queued && method == "web-download" ? $"Image needs to be in 'queued' state to use '{method}' method"
        : image.Status != ImageStatus.Uploading && method == Direct ? "Image needs to be staged before 'glance-direct' method can be used"
        : image.ContainerFormat is null ? "'container_format' needs to be set before import"
        : image.DiskFormat is null ? "'disk_format' needs to be set before import"
        : null;

    private Reply Run(ServiceRequest request, ImageRecord image, string method, JsonElement how, JsonElement body)
    {
        if (method == "web-download")
        {
            // Nothing here reaches out of the machine, so no URI passes.
            var uri = how.TryGet("uri", out var wanted) ? wanted.ToString() : "None";
            return ImageError.BadRequest(request, $"URI for web-download does not pass filtering: {uri}");
        }

        var stores = body.TryGet("stores", out var named) && named.ValueKind == JsonValueKind.Array ? [.. named.EnumerateArray().Select(store => store.ToString())]
            : body.TryGet("all_stores", out var all) && all.ValueKind == JsonValueKind.True ? ImageInfo.StoreIds
            : (IReadOnlyList<string>)[ImageInfo.DefaultStore];
        if (method == Copy && image.Stores?.Split(',').Intersect(stores).FirstOrDefault() is { } present && !body.TryGet("all_stores", out _))
            return ImageError.BadRequest(request, $"Image is already present at store '{present}'");
        store.Change(image.Id, draft =>
        {
            if (method == Direct)
            {
                draft.SetData(image.Staged ?? ImageData.Of(default));
                draft.Staged = null;
                draft.Stores = string.Join(',', stores);
            }
            else
            {
                draft.Stores = string.Join(',', (image.Stores ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Union(stores));
            }

            draft.UpdatedAt = clock.GetUtcNow();
        });
        return ImageReply.Accepted();
    }
}
