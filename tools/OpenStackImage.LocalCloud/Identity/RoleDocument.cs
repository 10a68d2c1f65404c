using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A role as JSON.</summary>
internal static class RoleDocument
{
    public static Action<JsonText, RoleRecord> Writer(ServiceRequest request) => (json, role)
        => Body(json, role).SelfLink($"{IdentityPath.V3(request)}/roles/{role.Id}").EndObject();

    /// <summary>Inside an application credential a role has no links.</summary>
    public static void WithoutLinks(JsonText json, RoleRecord role) => Body(json, role).EndObject();

    private static JsonText Body(JsonText json, RoleRecord role) => json
        .BeginObject().Field("id", role.Id).Field("name", role.Name).Field("domain_id", (string?)null).Field("description", (string?)null)
        .Name("options").BeginObject().Field("immutable", true).EndObject();
}
