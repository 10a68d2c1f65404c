using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Imports;

/// <summary>/v2/images/{id}/import</summary>
internal sealed class ImportEndpoint(ImageStore store, ImportRun run, CloudOptions options)
{
    private const string Direct = "glance-direct";
    private const string Web = "web-download";
    private const string Copy = "copy-image";
    private const string Remote = "glance-download";

    private static readonly string[] CopiedProperties = ["hw_", "trait:", "os_distro", "os_secure_boot", "os_type"];

    public Reply Import(ServiceRequest request, TokenRecord token, string id)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return ImageError.ServerError(request);
        }

        if (!body.TryGet("method", out var method))
        {
            return ImageError.BadRequest(request, "Import request requires a 'method' field.");
        }

        if (!method.TryGet("name", out var name))
        {
            return ImageError.BadRequest(request, "Import request requires a 'name' field.");
        }

        if (!ImageInfo.ImportMethods.Contains(name.ToString()))
        {
            return ImageError.BadRequest(request, $"Unknown import method name '{name}'.");
        }

        foreach (var flag in (string[])["all_stores_must_succeed", "all_stores"])
        {
            if (body.TryGet(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return ImageError.BadRequest(request, $"'{flag}' must be boolean value only");
            }
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (Obstacle(image, name.ToString()) is { } obstacle)
            {
                return ImageError.Conflict(request, obstacle);
            }

            if (name.ToString() == Remote && Missing(method) is { } missing)
            {
                return ImageError.BadRequest(request, missing);
            }

            if (name.ToString() == Copy && !token.IsAdmin)
            {
                return ImageError.NotAuthorized(request, "copy_image");
            }

            if (!token.MayChange(image))
            {
                return token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image") : ImageError.NotFound(request);
            }

            return image.Properties.ContainsKey(ImportRun.TaskProperty)
                ? ImageError.Conflict(request, "Image has active task")
                : Into(request, token, image, name.ToString(), method, body);
        }
    }

    private static string? Obstacle(ImageRecord image, string method)
        => image.Status == ImageStatus.Active && method != Copy ? "Image with status active cannot be target for import"
        : image.Status != ImageStatus.Active && method == Copy ? "Only images with status active can be targeted for copying"
        : image.Status != ImageStatus.Queued && method is Web or Remote ? $"Image needs to be in 'queued' state to use '{method}' method"
        : image.Status != ImageStatus.Uploading && method == Direct ? "Image needs to be staged before 'glance-direct' method can be used"
        : image.ContainerFormat is null ? "'container_format' needs to be set before import"
        : image.DiskFormat is null ? "'disk_format' needs to be set before import"
        : null;

    private static string? Missing(JsonElement method)
        => !method.TryGet("glance_region", out _) ? "'glance_region' needs to be set for glance-download import method"
        : !method.TryGet("glance_image_id", out var id) ? "'glance_image_id' needs to be set for glance-download import method"
        : !Guid.TryParse(id.ToString(), out _) ? $"Remote image id does not look like a UUID: {id}"
        : null;

    private Reply Into(ServiceRequest request, TokenRecord token, ImageRecord image, string method, JsonElement how, JsonElement body)
    {
        var all = body.TryGet("all_stores", out var wanted) && wanted.ValueKind == JsonValueKind.True;
        var named = body.TryGet("stores", out var list) && list.ValueKind == JsonValueKind.Array;
        if (all && named)
        {
            return ImageError.BadRequest(request, "All_stores parameter can't be used with x-image-meta-store header or stores parameter");
        }

        var stores = all
            ? ImageInfo.StoreIds
            : named
            ? [.. list.EnumerateArray().Select(item => item.ToString())]
            : [ImageInfo.FirstStore];
        if (stores.FirstOrDefault(id => !ImageInfo.StoreIds.Contains(id)) is { } unknown)
        {
            return ImageError.Conflict(request, $"Store for identifier {unknown} not found");
        }

        var present = image.Stores?.Split(',') ?? [];
        if (method == Copy && !all && stores.FirstOrDefault(present.Contains) is { } there)
        {
            return ImageError.BadRequest(request, $"Image is already present at store '{there}'");
        }

        if (method == Copy)
        {
            stores = [.. stores.Except(present)];
        }

        if (stores.Count == 0)
        {
            return ImageReply.Accepted();
        }

        var uri = how.TryGet("uri", out var given) ? given.ToString() : "None";
        if (method == Web && !WebFetch.Allows(uri))
        {
            return ImageError.BadRequest(request, $"URI for web-download does not pass filtering: {uri}");
        }

        var reply = ImageReply.Accepted();
        var fetch = method == Web ? WebFetch.ReadAsync(uri) : null;
        run.Start("api_image_import", token, image, stores, Input(image.Id, body, stores), reply, fetch, now => method switch
        {
            Web => fetch!.Result,
            Direct => now.Staged,
            Copy => now.Data,
            _ => Elsewhere(token, how)?.Data,
        }, method == Remote ? draft => CopyMetadata(Elsewhere(token, how), draft) : null);
        return reply;
    }

    /// <summary>The cloud has one region only.</summary>
    private ImageRecord? Elsewhere(TokenRecord token, JsonElement how)
        => how.GetProperty("glance_region").ToString() == options.RegionName
            && store.Seen(token, how.GetProperty("glance_image_id").ToString()) is { Status: ImageStatus.Active } source
            ? source
            : null;

    /// <summary>
    /// The formats of the source, and its properties of glance_download_properties (glance/async_/flows/api_image_import.py).
    /// </summary>
    private static void CopyMetadata(ImageRecord? source, ImageRecord draft)
    {
        draft.DiskFormat = source?.DiskFormat ?? draft.DiskFormat;
        draft.ContainerFormat = source?.ContainerFormat ?? draft.ContainerFormat;
        foreach (var (name, value) in source?.Properties ?? [])
        {
            if (CopiedProperties.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                draft.Properties[name] = value;
            }
        }
    }

    private static ReadOnlyMemory<byte> Input(string imageId, JsonElement body, IReadOnlyList<string> stores)
    {
        var json = new JsonText().BeginObject().Field("image_id", imageId).Name("import_req").Value(body).Name("backend").BeginArray();
        foreach (var id in stores)
        {
            json.Value(id);
        }

        return json.EndArray().EndObject().Bytes;
    }
}
