using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A domain as JSON.</summary>
internal static class DomainDocument
{
    public static Action<JsonText, DomainRecord> Writer(ServiceRequest request) => (json, domain) => json
        .BeginObject().Field("id", domain.Id).Field("name", domain.Name).Field("description", domain.Description)
        .Field("enabled", domain.Enabled)
        .Name("tags").BeginArray().EndArray().Name("options").BeginObject().EndObject()
        .SelfLink($"{IdentityPath.V3(request)}/domains/{domain.Id}").EndObject();
}
