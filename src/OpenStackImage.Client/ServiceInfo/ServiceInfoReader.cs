using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.ServiceInfo;

/// <summary>Reads the documents of /v2/info.</summary>
internal static class ServiceInfoReader
{
    /// <summary>Reads the import methods: <c>{"value": [...]}</c>.</summary>
    public static ImageImportInfo ReadImportInfo(JsonReader reader)
        => new() { Methods = reader.LoadObject("the import methods").Texts("value") };

    /// <summary>Reads a store.</summary>
    public static ImageStore ReadStore(JsonReader reader)
    {
        var json = reader.LoadObject("a store");
        return new ImageStore
        {
            Id = json.RequiredText("id"),
            Description = json.Text("description"),
            IsDefault = json.Boolean("default"),
            IsReadOnly = json.Boolean("read-only"),
            Type = json.Text("type"),
            Properties = json.Object("properties").Properties().ToDictionary(property => property.Name, ValueOf, StringComparer.Ordinal),
        };
    }

    private static string ValueOf(JProperty property)
        => Convert.ToString((property.Value as JValue)?.Value, CultureInfo.InvariantCulture) ?? "";
}
