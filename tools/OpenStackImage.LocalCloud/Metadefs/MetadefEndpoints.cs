using System.Globalization;
using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>/v2/metadefs: all users can read public definitions; admins can change them.</summary>
internal sealed partial class MetadefEndpoints(MetadefStore store, CloudOptions options)
{
    private readonly MetadefItems _items = new(store, options.Clock);

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
        ["namespaces", var space, .. var below] => new MetadefContent(store, _items).Route(request, token, space, below),
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

        var limit = int.TryParse(request.QueryValue("limit"), CultureInfo.InvariantCulture, out var wanted)
            ? Math.Min(wanted, options.ApiLimitMax)
            : options.LimitDefault;
        lock (store.Gate)
        {
            return ImageReply.Ok(MetadefDocument.Text(Write(request, [.. Find(request, token).Take(limit)], limit)));
        }
    }

    /// <summary>Returns the namespaces that match the query, the newest first, from the marker on.</summary>
    private IEnumerable<MetadefNamespace> Find(ServiceRequest request, TokenRecord token)
    {
        var types = request.QueryValue("resource_types")?.Split(',');
        var visibility = request.QueryValue("visibility");
        var found = Enumerable.Reverse(store.Namespaces)
            .Where(
                space => MetadefContent.Sees(token, space)
                    && (visibility is null || space.IsPublic == (visibility == "public"))
                    && types?.Any(space.ResourceTypes.ContainsKey) != false);
        return request.QueryValue("marker") is { } marker ? found.SkipWhile(space => space.Name != marker).Skip(1) : found;
    }

    private static JsonObject Write(ServiceRequest request, MetadefNamespace[] page, int limit)
    {
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

        return json;
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
}
