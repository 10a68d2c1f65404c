using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>What this Glance can import, and where it puts data.</summary>
internal static class ImageInfo
{
    public static readonly IReadOnlyList<string> ImportMethods = ["glance-direct", "web-download", "copy-image"];

    public static readonly IReadOnlyList<string> StoreIds = ["file", "fast"];

    public static string DefaultStore => StoreIds[0];

    public static JsonText Import()
    {
        var json = new JsonText().BeginObject().Name("import-methods").BeginObject()
            .Field("description", "Import methods available.").Field("type", "array").Name("value").BeginArray();
        foreach (var method in ImportMethods)
            json.Value(method);
        return json.EndArray().EndObject().EndObject();
    }

    public static JsonText Stores()
    {
        var json = new JsonText().BeginObject().Name("stores").BeginArray();
        foreach (var store in StoreIds)
        {
            json.BeginObject().Field("id", store);
            if (store == DefaultStore)
                json.Field("default", "true");
            json.EndObject();
        }

        return json.EndArray().EndObject();
    }
}
