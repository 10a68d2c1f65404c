using System.Globalization;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>An image as JSON, keys in Glance's order.</summary>
internal static class ImageDocument
{
    public static byte[] Write(ImageRecord image)
    {
        var json = new JsonText().BeginObject();
        foreach (var (name, value) in image.Properties)
        {
            json.Field(name, value);
        }

        json.Field("name", image.Name).Field("disk_format", image.DiskFormat).Field("container_format", image.ContainerFormat)
            .Field("visibility", image.Visibility).Field("size", image.Size).Field("virtual_size", image.VirtualSize)
            .Field("status", image.Status)
            .Field("checksum", image.Checksum).Field("protected", image.IsProtected).Field("min_ram", image.MinRam)
            .Field("min_disk", image.MinDisk)
            .Field("owner", image.Owner).Field("os_hidden", image.IsHidden).Field("os_hash_algo", image.HashAlgorithm)
            .Field("os_hash_value", image.HashValue)
            .Field("id", image.Id).Field("created_at", Time(image.CreatedAt)).Field("updated_at", Time(image.UpdatedAt)).Name("tags")
            .BeginArray();
        foreach (var tag in image.Tags)
        {
            json.Value(tag);
        }

        json.EndArray().Field("self", ImagePath.Of(image.Id)).Field("file", ImagePath.Of(image.Id) + "/file")
            .Field("schema", ImagePath.ImageSchema);
        if (image.Stores is not null)
        {
            json.Field("stores", image.Stores);
        }

        if (image.ShowsLocations)
        {
            WriteLocations(json, image);
        }

        return json.EndObject().Bytes.ToArray();
    }

    /// <summary>The locations as services see them, too: one for each store.</summary>
    public static void WriteLocationList(JsonText json, ImageRecord image)
    {
        json.BeginArray();
        foreach (var store in image.Stores?.Split(',') ?? [])
        {
            json.BeginObject().Field("url", UrlOf(image, store));
            json.Name("metadata").BeginObject().Field("store", store).EndObject().EndObject();
        }

        json.EndArray();
    }

    private static void WriteLocations(JsonText json, ImageRecord image)
    {
        json.Name("locations");
        WriteLocationList(json, image);
        if (image.Stores is { } stores)
        {
            json.Field("direct_url", UrlOf(image, stores.Split(',')[0]));
        }
    }

    private static string UrlOf(ImageRecord image, string store) => $"{store}:///images/{image.Id}";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
