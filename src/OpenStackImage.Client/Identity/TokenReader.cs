using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// Reads the <c>token</c> object of POST /v3/auth/tokens (keystone/api/auth.py; api-ref identity/v3, "Password authentication").
/// </summary>
internal static class TokenReader
{
    public const string Key = "token";

    public static Token Read(JsonReader reader)
    {
        var token = reader.LoadObject(Key);
        var user = token.Object("user");
        var userDomain = user.Object("domain");
        var project = token.Object("project");
        var domain = project.HasValues ? project.Object("domain") : token.Object("domain");
        return new Token
        {
            IssuedAt = token.Time("issued_at"),
            ExpiresAt = token.Time("expires_at"),
            UserId = user.Text("id"),
            UserName = user.Text("name"),
            UserDomainId = userDomain.Text("id"),
            UserDomainName = userDomain.Text("name"),
            ProjectId = project.Text("id"),
            ProjectName = project.Text("name"),
            DomainId = domain.Text("id"),
            DomainName = domain.Text("name"),
            IsSystem = token["system"] is { Type: not JTokenType.Null },
            Roles = [.. token.Objects("roles").Select(role => role.Text("name") ?? "")],
            Catalog = new ServiceCatalog([.. token.Objects("catalog").SelectMany(ReadService)]),
        };
    }

    private static IEnumerable<CatalogEndpoint> ReadService(JObject service)
        => service.Objects("endpoints").Select(endpoint => new CatalogEndpoint(
        service.Text("type") ?? "",
        service.Text("name"),
        endpoint.Text("interface") ?? "",
        endpoint.Text("region") ?? endpoint.Text("region_id") ?? "",
        endpoint.Text("url") ?? ""));
}
