using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Reads the <c>token</c> object of POST /v3/auth/tokens (keystone/api/auth.py; api-ref identity/v3, "Password authentication").</summary>
internal sealed class TokenConverter : JsonConverter<Token>
{
    public const string Key = "token";

    public override bool CanWrite => false;

    public override Token ReadJson(JsonReader reader, Type objectType, Token? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        var token = new Token();
        string? domain = null;
        reader.EnterObject(Key);
        while (reader.NextProperty(out var name))
        {
            switch (name)
            {
                case "expires_at":
                    token = token with { ExpiresAt = reader.ReadTime() };
                    break;
                case "user":
                    var user = ReadNamed(reader);
                    token = token with { UserId = user.Id, UserName = user.Name };
                    break;
                case "project":
                    var project = ReadNamed(reader);
                    token = token with { ProjectId = project.Id, ProjectName = project.Name, DomainName = project.DomainName };
                    break;
                case "domain":
                    domain = ReadNamed(reader).Name;
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

        return token with { DomainName = token.DomainName ?? domain };
    }

    public override void WriteJson(JsonWriter writer, Token? value, JsonSerializer serializer) => throw new NotSupportedException();

    private static (string? Id, string? Name, string? DomainName) ReadNamed(JsonReader reader)
    {
        reader.Read();
        return ReadNamedHere(reader);
    }

    private static (string? Id, string? Name, string? DomainName) ReadNamedHere(JsonReader reader)
    {
        string? id = null, name = null, domainName = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return default;
        }

        reader.EnterObject("a reference");
        while (reader.NextProperty(out var property))
        {
            switch (property)
            {
                case "id":
                    id = reader.ReadText();
                    break;
                case "name":
                    name = reader.ReadText();
                    break;
                case "domain":
                    domainName = ReadNamed(reader).Name;
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return (id, name, domainName);
    }

    private static ServiceCatalog ReadCatalog(JsonReader reader)
    {
        var endpoints = new List<CatalogEndpoint>();
        reader.ReadEach(() =>
        {
            string? type = null;
            var ofService = new List<(string? Interface, string? Region, string? Url)>();
            reader.EnterObject("a catalog entry");
            while (reader.NextProperty(out var name))
            {
                switch (name)
                {
                    case "type":
                        type = reader.ReadText();
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
                    endpoints.Add(new CatalogEndpoint(type, @interface ?? "", region ?? "", uri));
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
}
