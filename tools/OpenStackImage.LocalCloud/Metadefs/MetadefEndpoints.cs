using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>/v2/metadefs: everybody sees what is public, admins change.</summary>
internal sealed class MetadefEndpoints(MetadefStore store, CloudOptions options)
{
    private readonly MetadefContent _content = new(store, options.Clock);

    public ImageRoute? Route(ServiceRequest request, TokenRecord token, string[] path) => path switch
    {
        ["resource_types"] => new() { Get = ResourceTypes },
        ["namespaces"] => new() { Get = () => List(request, token), Post = () => Create(request, token) },
        ["namespaces", var space] when space.Length > 0 => new()
        {
            Get = () => Show(request, token, space),
            Put = () => Update(request, token, space),
            Delete = () => Delete(request, token, space),
        },
        ["namespaces", var space, .. var below] => _content.Route(request, token, space, below),
        _ => null,
    };

    private Reply ResourceTypes()
    {
        lock (store.Gate)
        {
            return ImageReply.Ok(MetadefDocument.Text(new JsonObject
            {
                ["resource_types"] = new JsonArray(
                    [.. store.ResourceTypes.Select(type => MetadefDocument.ResourceType(type.Key, type.Value))]),
            }));
        }
    }

    private Reply List(ServiceRequest request, TokenRecord token)
    {
        if (!token.IsAdmin && !token.IsReader)
        {
            return ImageError.NotFound(request);
        }

        var types = request.QueryValue("resource_types")?.Split(',');
        var visibility = request.QueryValue("visibility");
        var limit = int.TryParse(request.QueryValue("limit"), CultureInfo.InvariantCulture, out var wanted)
            ? Math.Min(wanted, options.ApiLimitMax)
            : options.LimitDefault;
        lock (store.Gate)
        {
            var seen = Enumerable.Reverse(store.Namespaces)
                .Where(
                    space => MetadefContent.Sees(token, space)
                        && (visibility is null || space.IsPublic == (visibility == "public"))
                        && types?.Any(space.ResourceTypes.ContainsKey) != false);
            if (request.QueryValue("marker") is { } marker)
            {
                seen = seen.SkipWhile(space => space.Name != marker).Skip(1);
            }

            var page = seen.Take(limit).ToArray();
            JsonObject json = new()
            {
                ["namespaces"] = new JsonArray(
                    [.. page.Select(space => MetadefDocument.Namespace(space, withTypes: true, withContent: false))]),
                ["first"] = "/v2/metadefs/namespaces",
                ["schema"] = "/v2/schemas/metadefs/namespaces",
            };
            if (page.Length > 0 && page.Length == limit)
            {
                var query = request.Query.Where(pair => pair.Key != "marker").Append(new("marker", page[^1].Name))
                    .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
                json["next"] = $"/v2/metadefs/namespaces?{string.Join('&', query)}";
            }

            return ImageReply.Ok(MetadefDocument.Text(json));
        }
    }

    private Reply Show(ServiceRequest request, TokenRecord token, string name)
    {
        lock (store.Gate)
        {
            if (store.Find(name) is not { } space)
            {
                return ImageError.NotFound(request, $"Metadata definition namespace={name} was not found.");
            }

            if (!MetadefContent.Sees(token, space))
            {
                return ImageError.NotFound(request);
            }

            var prefix = request.QueryValue("resource_type") is { } type && space.ResourceTypes.TryGetValue(type, out var association)
                ? association["prefix"]?.GetValue<string>()
                : null;
            return ImageReply.Ok(MetadefDocument.Text(MetadefDocument.Namespace(space, withTypes: true, withContent: true, prefix)));
        }
    }

    private Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        if (!token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "add_metadef_namespace");
        }

        if (Invalid(body) is { } why)
        {
            return ImageError.BadRequest(request, why);
        }

        lock (store.Gate)
        {
            var name = body.GetProperty("namespace").GetString()!;
            if (store.Find(name) is not null)
            {
                return ImageError.Conflict(request, $"The metadata definition namespace={name} already exists.");
            }

            var now = options.Clock.GetUtcNow();
            MetadefNamespace space = new()
            {
                Name = name,
                Owner = token.ProjectId ?? "",
                CreatedAt = now,
                UpdatedAt = now,
                Fields = Fields(body),
            };
            _content.Fill(space, JsonObject.Create(body)!);
            store.Namespaces.Add(space);
            return ImageReply.Json(
                StatusCodes.Status201Created,
                "Created",
                MetadefDocument.Text(MetadefDocument.Namespace(space, withTypes: true, withContent: true)));
        }
    }

    private Reply Update(ServiceRequest request, TokenRecord token, string name)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        lock (store.Gate)
        {
            if (store.Find(name) is not { } space || !MetadefContent.Sees(token, space))
            {
                return ImageError.NotFound(request, $"Namespace {name} not found");
            }

            if (!token.IsAdmin)
            {
                return ImageError.NotAuthorized(request, "modify_metadef_namespace");
            }

            if (Invalid(body) is { } why)
            {
                return ImageError.BadRequest(request, why);
            }

            var wanted = body.GetProperty("namespace").GetString()!;
            if (wanted != name && store.Find(wanted) is not null)
            {
                return ImageError.Conflict(request, $"The metadata definition namespace={wanted} already exists.");
            }

            (space.Name, space.Fields, space.UpdatedAt) = (wanted, Fields(body), options.Clock.GetUtcNow());
            return ImageReply.Ok(MetadefDocument.Text(MetadefDocument.Namespace(space, withTypes: false, withContent: false)));
        }
    }

    private Reply Delete(ServiceRequest request, TokenRecord token, string name)
    {
        lock (store.Gate)
        {
            if (store.Find(name) is not { } space || !MetadefContent.Sees(token, space))
            {
                return ImageError.NotFound(request, $"Namespace {name} not found");
            }

            if (!token.IsAdmin)
            {
                return ImageError.NotAuthorized(request, "delete_metadef_namespace");
            }

            if (space.IsProtected)
            {
                return ImageError.Forbidden(request, $"Metadata definition namespace {name} is protected and cannot be deleted.");
            }

            store.Namespaces.Remove(space);
            return ImageReply.NoContent();
        }
    }

    private static string? Invalid(JsonElement body)
        => !body.TryGet("namespace", out var name) || name.ValueKind != JsonValueKind.String
            ? "Provided object does not match schema 'namespace': 'namespace' is a required property"
            : null;

    private static JsonObject Fields(JsonElement body)
    {
        JsonObject fields = [];
        foreach (var name in (string[])["display_name", "description", "visibility", "protected"])
        {
            if (body.TryGet(name, out var value))
            {
                fields[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        fields["visibility"] ??= "private";
        fields["protected"] ??= false;
        return fields;
    }
}
