using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A user as JSON.</summary>
internal static class UserDocument
{
    public const string Rules = "multi_factor_auth_rules";

    public static Action<JsonText, UserRecord> Writer(ServiceRequest request, bool afterUpdate = false) => (json, user) =>
    {
        json.BeginObject();
        foreach (var (name, value) in user.Extra)
        {
            json.Name(name).Value(value);
        }

        json.Field("id", user.Id).Field("name", user.Name).Field("domain_id", user.DomainId).Field("enabled", user.Enabled);
        if (user.DefaultProjectId is not null)
        {
            json.Field("default_project_id", user.DefaultProjectId);
        }

        json.Field("password_expires_at", (string?)null);
        if (afterUpdate)
        {
            json.Extra(user.Extra);
        }

        Options(json, user);
        json.SelfLink($"{IdentityPath.V3(request)}/users/{user.Id}").EndObject();
    };

    private static void Options(JsonText json, UserRecord user)
    {
        json.Name("options").BeginObject();
        if (user.MultiFactorRules.Count > 0)
        {
            json.Name(Rules).TextLists(user.MultiFactorRules);
        }

        json.EndObject();
    }
}
