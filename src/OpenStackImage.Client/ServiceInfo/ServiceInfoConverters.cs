using System.Globalization;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.ServiceInfo;

/// <summary>Reads how images are taken in: <c>{"value": [...]}</c>.</summary>
internal sealed class ImageImportInfoConverter() : ObjectConverter<ImageImportInfo>("the import methods")
{
    protected override ImageImportInfo Read(JObject json) => new() { Methods = json.Texts("value") };
}

/// <summary>Reads a store.</summary>
internal sealed class ImageStoreConverter() : ObjectConverter<ImageStore>("a store")
{
    protected override ImageStore Read(JObject json) => new()
    {
        Id = json.RequiredText("id"),
        Description = json.Text("description"),
        IsDefault = json.Boolean("default"),
        IsReadOnly = json.Boolean("read-only"),
        Type = json.Text("type"),
        Properties = json.Object("properties").Properties().ToDictionary(
            property => property.Name, property => Convert.ToString((property.Value as JValue)?.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal),
    };
}
