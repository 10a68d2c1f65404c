using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Reads the <c>token</c> object of POST /v3/auth/tokens (keystone/api/auth.py; api-ref identity/v3, "Password authentication").</summary>
internal static class TokenReader
{
    public const string Key = "token";

    public static Token Read(JsonReader reader)
    {
        var token = new Token();
        reader.EnterObject(Key);
        while (reader.NextProperty(out var name))
        {
            switch (name)
            {
                case "expires_at":
                    token = token with { ExpiresAt = reader.ReadTime() };
                    break;
                case "issued_at":
                    token = token with { IssuedAt = reader.ReadTime() };
                    break;
                case "user":
                    var user = ReadNamed(reader);
                    token = token with { UserId = user.Id, UserName = user.Name };
                    break;
                case "project":
                    var project = ReadNamed(reader);
                    token = token with { ProjectId = project.Id, ProjectName = project.Name, DomainName = project.Domain?.Name, DomainId = project.Domain?.Id };
                    break;
                case "domain":
                    var domain = ReadNamed(reader);
                    token = token with { DomainName = domain.Name, DomainId = domain.Id };
                    break;
                case "system":
                    reader.Read();
                    reader.Skip();
                    token = token with { IsSystem = true };
                    break;
                case "roles":
                    var roles = new List<string>();
                    reader.ReadEach(() => roles.Add(ReadNamedHere(reader).Name ?? ""));
                    token = token with { Roles = roles.ToArray() };
                    break;
                case "catalog":
                    token = token with { Catalog = ReadCatalog(reader) };
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return token;
    }

    private static Named ReadNamed(JsonReader reader)
    {
        reader.Read();
        return ReadNamedHere(reader);
    }

    private static Named ReadNamedHere(JsonReader reader)
    {
        var named = new Named(null, null, null);
        if (reader.TokenType == JsonToken.Null)
        {
            return named;
        }

        reader.EnterObject("a reference");
        while (reader.NextProperty(out var property))
        {
            switch (property)
            {
                case "id":
                    named = named with { Id = reader.ReadText() };
                    break;
                case "name":
                    named = named with { Name = reader.ReadText() };
                    break;
                case "domain":
                    named = named with { Domain = ReadNamed(reader) };
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return named;
    }

    private static ServiceCatalog ReadCatalog(JsonReader reader)
    {
        var endpoints = new List<CatalogEndpoint>();
        reader.ReadEach(() =>
        {
            string? type = null, serviceName = null;
            var ofService = new List<(string? Interface, string? Region, string? Url)>();
            reader.EnterObject("a catalog entry");
            while (reader.NextProperty(out var name))
            {
                switch (name)
                {
                    case "type":
                        type = reader.ReadText();
                        break;
                    case "name":
                        serviceName = reader.ReadText();
                        break;
                    case "endpoints":
                        reader.ReadEach(() => ofService.Add(ReadEndpoint(reader)));
                        break;
                    default:
                        reader.Read();
                        reader.Skip();
                        break;
                }
            }

            foreach (var (@interface, region, url) in ofService)
            {
                if (type is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri))
                {
                    endpoints.Add(new CatalogEndpoint(type, serviceName, @interface ?? "", region ?? "", uri));
                }
            }
        });
        return new ServiceCatalog(endpoints);
    }

    private static (string? Interface, string? Region, string? Url) ReadEndpoint(JsonReader reader)
    {
        string? @interface = null, region = null, regionId = null, url = null;
        reader.EnterObject("an endpoint");
        while (reader.NextProperty(out var name))
        {
            switch (name)
            {
                case "interface":
                    @interface = reader.ReadText();
                    break;
                case "region":
                    region = reader.ReadText();
                    break;
                case "region_id":
                    regionId = reader.ReadText();
                    break;
                case "url":
                    url = reader.ReadText();
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return (@interface, region ?? regionId, url);
    }

    /// <summary>What Keystone writes of a user, a project, a role or a domain.</summary>
    private sealed record Named(string? Id, string? Name, Named? Domain);
}
