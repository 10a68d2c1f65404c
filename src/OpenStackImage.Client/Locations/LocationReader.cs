using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Locations;

/// <summary>Reads locations: <c>{"url": "...", "metadata": {"store": "..."}}</c> (glance/api/v2/images.py, _format_image).</summary>
internal static class LocationReader
{
    private const string Locations = "locations";
    private const string DirectUrl = "direct_url";
    private const string Store = "store";

    public static ImageLocation Read(string imageId, JObject json)
    {
        var metadata = json.Object("metadata");
        return new ImageLocation
        {
            ImageId = imageId,
            Uri = json.RequiredText("url"),
            Store = metadata.Text(Store),
            Metadata = metadata.Properties().ToDictionary(
                property => property.Name, property => metadata.Text(property.Name) ?? JsonText.Of(property.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>Returns the locations that an image shows; null if the cloud does not show any.</summary>
    public static IReadOnlyList<ImageLocation>? Of(Image image)
        => image.Properties.TryGetValue(Locations, out var text) && JsonText.Parse(text) is JArray locations
            ? [.. locations.OfType<JObject>().Where(json => !string.IsNullOrEmpty(json.Text("url"))).Select(json => Read(image.Id, json))]
            : image.Properties.TryGetValue(DirectUrl, out var url)
            ? [new ImageLocation { ImageId = image.Id, Uri = url }]
            : null;
}
