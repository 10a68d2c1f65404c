using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Imports;

/// <summary>/v2/images/{id}/import</summary>
internal sealed partial class ImportEndpoint(ImageStore store, ImportRun run, CloudOptions options)
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

        if (RefuseBody(request, body, out var method, out var name) is { } invalid)
        {
            return invalid;
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            return RefuseImage(request, token, image, name, method) ?? Start(request, token, image, name, method, body);
        }
    }

    private Reply Start(ServiceRequest request, TokenRecord token, ImageRecord image, string method, JsonElement how, JsonElement body)
    {
        if (SelectStores(request, image, method, body, out var refusal) is not { } stores)
        {
            return refusal!;
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

    /// <summary>Returns the stores that do not have the data yet; null if the request is refused.</summary>
    private static IReadOnlyList<string>? SelectStores(
        ServiceRequest request, ImageRecord image, string method, JsonElement body, out Reply? refusal)
    {
        var all = body.TryGet("all_stores", out var wanted) && wanted.ValueKind == JsonValueKind.True;
        var named = body.TryGet("stores", out var list) && list.ValueKind == JsonValueKind.Array;
        var stores = all ? ImageInfo.StoreIds
            : named ? [.. list.EnumerateArray().Select(item => item.ToString())]
            : [ImageInfo.FirstStore];
        var present = image.Stores?.Split(',') ?? [];
        refusal = all && named
            ? ImageError.BadRequest(request, "All_stores parameter can't be used with x-image-meta-store header or stores parameter")
            : stores.FirstOrDefault(id => !ImageInfo.StoreIds.Contains(id)) is { } unknown
            ? ImageError.Conflict(request, $"Store for identifier {unknown} not found")
            : method == Copy && !all && stores.FirstOrDefault(present.Contains) is { } there
            ? ImageError.BadRequest(request, $"Image is already present at store '{there}'")
            : null;
        return refusal is not null ? null
            : method == Copy ? [.. stores.Except(present)]
            : stores;
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
