using System.Security.Cryptography;
using System.Text;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The services and endpoints of the cloud.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<CatalogService> Services =
        [new("keystone", "identity", ServiceName.Identity), new("glance", "image", ServiceName.Image)];

    public static readonly IReadOnlyList<string> Interfaces = ["public", "internal", "admin"];

    public static void Write(JsonText json, ServiceRequest request, CloudOptions options)
    {
        json.BeginArray();
        foreach (var service in Services)
        {
            json.BeginObject().Name("endpoints").BeginArray();
            foreach (var endpoint in Interfaces)
            {
                json.BeginObject().Field("id", service.EndpointId(endpoint)).Field("interface", endpoint)
                    .Field("region_id", options.RegionName)
                    .Field("url", service.Url(request)).Field("region", options.RegionName).EndObject();
            }

            json.EndArray().Field("id", service.Id).Field("type", service.Type).Field("name", service.Name).EndObject();
        }

        json.EndArray();
    }
}

/// <summary>A service in the catalog. Its IDs are derived from its name.</summary>
internal sealed record CatalogService(string Name, string Type, string Prefix)
{
    public string Id { get; } = IdOf(Name);

    public string EndpointId(string endpoint) => IdOf($"{Name} {endpoint}");

    public string Url(ServiceRequest request) => $"{request.Origin}/{Prefix}";

    private static string IdOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
