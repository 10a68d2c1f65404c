using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>The catalog, its services and its endpoints.</summary>
internal sealed class CatalogEndpoints(CloudOptions options)
{
    public Reply OfToken(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsScoped)
        {
            return IdentityReply.Forbidden("get_auth_catalog");
        }

        var json = new JsonText(ascii: true).BeginObject().Name("catalog");
        Catalog.Write(json, request, options);
        return IdentityReply.Ok(json.SelfLink(IdentityPath.Self(request)).EndObject());
    }

    public static Reply Services(ServiceRequest request, TokenRecord token) => !token.IsAdmin
        ? IdentityReply.Forbidden("list_services")
        : Listing.Of(
            request,
            "services",
            Catalog.Services.Where(service => request.Passes("type", service.Type) && request.Passes("name", service.Name)),
            (json, service) => json
            .BeginObject().Field("name", service.Name).Field("id", service.Id).Field("type", service.Type).Field("enabled", true)
            .SelfLink($"{IdentityPath.V3(request)}/services/{service.Id}").EndObject());

    public Reply Endpoints(ServiceRequest request, TokenRecord token) => !token.IsAdmin
        ? IdentityReply.Forbidden("list_endpoints")
        : Listing.Of(
            request,
            "endpoints",
            Catalog.Services.SelectMany(service => Catalog.Interfaces.Select(name => (service, name))),
            (json, endpoint) => json
            .BeginObject().Field("id", endpoint.service.EndpointId(endpoint.name)).Field("interface", endpoint.name)
            .Field("region_id", options.RegionName)
            .Field("service_id", endpoint.service.Id).Field("url", endpoint.service.Url(request)).Field("enabled", true)
            .Field("region", options.RegionName)
            .SelfLink($"{IdentityPath.V3(request)}/endpoints/{endpoint.service.EndpointId(endpoint.name)}").EndObject());

    public Reply Regions(ServiceRequest request) => Listing.Of(request, "regions", [options.RegionName], (json, name) => json
        .BeginObject().Field("id", name).Field("description", "").Field("parent_region_id", (string?)null)
        .SelfLink($"{IdentityPath.V3(request)}/regions/{name}").EndObject());
}
