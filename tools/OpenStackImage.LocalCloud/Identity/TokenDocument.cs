using System.Globalization;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>A token as JSON.</summary>
internal static class TokenDocument
{
    /// <summary>The Image API of the first recorded release whose tokens always end with a Z.</summary>
    private const int FirstVersionWithZone = 17;

    public static JsonText Write(ServiceRequest request, IdentityState identity, CloudOptions options, TokenRecord token)
    {
        var json = new JsonText(ascii: true).BeginObject().Name("token").BeginObject();
        json.Name("methods").Texts(token.Methods);
        json.Name("user").BeginObject();
        Domain(json, identity.Domains.Find(token.User.DomainId));
        json.Field("id", token.User.Id).Field("name", token.User.Name).Field("password_expires_at", (string?)null).EndObject();
        json.Name("audit_ids").Texts(token.AuditIds);
        json.Field("expires_at", End(token, options)).Field("issued_at", Time(token.IssuedAt));
        if (token.Trust is { } trust)
        {
            Trust(json, trust);
        }

        Scope(json, identity, token);
        if (token.IsScoped && !request.HasQuery("nocatalog"))
        {
            Catalog.Write(json.Name("catalog"), request, options);
        }

        if (token.ApplicationCredential is { } credential)
        {
            json.Name("application_credential").BeginObject()
                .Field("id", credential.Id).Field("name", credential.Name).Field("restricted", credential.Unrestricted != true).EndObject();
        }

        return json.EndObject().EndObject();
    }

    public static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Keystone of Zed writes an expiry time that comes from an application credential without the Z, as in the credential.
    /// </summary>
    private static string End(TokenRecord token, CloudOptions options)
    {
        var end = Time(token.ExpiresAt);
        return options.ImageApiMinor < FirstVersionWithZone && token.ApplicationCredential?.ExpiresAt == token.ExpiresAt ? end[..^1] : end;
    }

    private static void Trust(JsonText json, TrustRecord trust)
        => json.Name("OS-TRUST:trust").BeginObject().Field("id", trust.Id)
            .Name("trustor_user").BeginObject().Field("id", trust.TrustorId).EndObject()
            .Name("trustee_user").BeginObject().Field("id", trust.TrusteeId).EndObject()
            .Field("impersonation", trust.Impersonation).EndObject();

    private static void Scope(JsonText json, IdentityState identity, TokenRecord token)
    {
        if (token.Project is { } project)
        {
            json.Name("project").BeginObject();
            Domain(json, identity.Domains.Find(project.DomainId));
            json.Field("id", project.Id).Field("name", project.Name).EndObject().Field("is_domain", false);
        }
        else if (token.Domain is { } domain)
        {
            Domain(json, domain);
        }

        if (token.IsScoped)
        {
            Roles(json, token.Roles);
        }

        if (token.System)
        {
            json.Name("system").BeginObject().Field("all", true).EndObject();
        }
    }

    private static void Domain(JsonText json, DomainRecord? domain)
        => json.Name("domain").BeginObject().Field("id", domain?.Id).Field("name", domain?.Name).EndObject();

    private static void Roles(JsonText json, IEnumerable<RoleRecord> roles)
    {
        json.Name("roles").BeginArray();
        foreach (var role in roles)
        {
            json.BeginObject().Field("id", role.Id).Field("name", role.Name).EndObject();
        }

        json.EndArray();
    }
}
