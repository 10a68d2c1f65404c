using System.Globalization;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>An application credential as JSON. Only the response to its creation contains the secret.</summary>
internal static class ApplicationCredentialDocument
{
    public static Action<JsonText, ApplicationCredentialRecord> Writer(ServiceRequest request, bool withSecret = false)
        => (json, credential) =>
    {
        json.BeginObject().Field("id", credential.Id).Field("name", credential.Name).Field("description", credential.Description)
            .Field("user_id", credential.UserId).Field("project_id", credential.ProjectId).Field("system", (string?)null)
            .Field("expires_at", credential.ExpiresAt is { } end ? Time(end) : null).Name("unrestricted");
        if (credential.Unrestricted is { } unrestricted)
        {
            json.Value(unrestricted);
        }
        else
        {
            json.Value((string?)null);
        }

        json.Name("roles").BeginArray();
        foreach (var role in credential.Roles)
        {
            RoleDocument.WithoutLinks(json, role);
        }

        json.EndArray();
        if (withSecret)
        {
            json.Field("secret", credential.Secret);
        }

        json.SelfLink($"{IdentityPath.V3(request)}/application_credentials/{credential.Id}").EndObject();
    };

    private static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
