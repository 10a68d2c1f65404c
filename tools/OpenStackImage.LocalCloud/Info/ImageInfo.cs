using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Info;

/// <summary>/v2/info: the import methods, the stores, and the usage of quotas.</summary>
internal sealed class ImageInfo(ImageStore store, CloudOptions options)
{
    public const string FirstStore = "file";

    public static readonly IReadOnlyList<string> ImportMethods = ["glance-direct", "web-download", "copy-image", "glance-download"];

    public static readonly IReadOnlyList<string> StoreIds = [FirstStore, "fast"];

    public static Reply Import()
    {
        var json = new JsonText().BeginObject().Name("import-methods").BeginObject()
            .Field("description", "Import methods available.").Field("type", "array").Name("value").BeginArray();
        foreach (var method in ImportMethods)
        {
            json.Value(method);
        }

        return ImageReply.Ok(json.EndArray().EndObject().EndObject());
    }

    public Reply Stores(ServiceRequest request) => Stores(request, detail: false);

    public Reply StoresDetail(ServiceRequest request, TokenRecord token)
        => options.HasStores && !token.IsAdmin ? ImageError.NotAuthorized(request, "stores_info_detail") : Stores(request, detail: true);

    public Reply Usage(TokenRecord token)
    {
        var json = new JsonText().BeginObject().Name("usage").BeginObject();
        if (options.CountsUsage)
        {
            lock (store.Gate)
            {
                var images = store.All.Where(image => image.Owner == token.ProjectId).ToArray();
                Write(
                    json,
                    "image_size_total",
                    images.Where(image => image.Stores is not null)
                        .Sum(image => (image.Size ?? 0) * image.Stores!.Split(',').Length) >> 20);
                Write(json, "image_stage_total", images.Sum(image => image.Staged?.Length ?? 0) >> 20);
                Write(json, "image_count_total", images.Length);
                Write(
                    json,
                    "image_count_uploading",
                    images.Count(image => image.Status is ImageStatus.Saving or ImageStatus.Uploading or ImageStatus.Importing));
            }
        }

        return ImageReply.Ok(json.EndObject().EndObject());
    }

    private void Write(JsonText json, string name, long usage)
        => json.Name(name).BeginObject().Field("usage", usage).Field("limit", options.UsageLimit).EndObject();

    private Reply Stores(ServiceRequest request, bool detail)
    {
        if (!options.HasStores)
        {
            return ImageError.NotFound(request, "Multi backend is not supported at this site.");
        }

        var json = new JsonText().BeginObject().Name("stores").BeginArray();
        foreach (var id in StoreIds)
        {
            json.BeginObject().Field("id", id);
            if (id == FirstStore)
            {
                json.Field("default", "true");
            }

            if (detail)
            {
                json.Field("type", "file").Name("properties").BeginObject().Field("data_dir", $"/images/{id}").Field("chunk_size", 65536)
                    .Field("thin_provisioning", false).EndObject();
            }

            json.EndObject();
        }

        return ImageReply.Ok(json.EndArray().EndObject());
    }
}
