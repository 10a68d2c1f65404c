using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>The content of a namespace: properties, objects, tags, and associations with resource types.</summary>
internal sealed class MetadefContent(MetadefStore store, TimeProvider clock)
{
    public static bool Sees(TokenRecord token, MetadefNamespace space)
        => token.IsAdmin || (token.IsReader && (space.IsPublic || space.Owner == token.ProjectId));

    public ImageRoute? Route(ServiceRequest request, TokenRecord token, string space, string[] below) => below switch
    {
        ["properties"] => Collection(request, token, space, MetadefKind.Properties),
        ["properties", var name] => Item(request, token, space, name, MetadefKind.Properties),
        ["objects"] => Collection(request, token, space, MetadefKind.Objects),
        ["objects", var name] => Item(request, token, space, name, MetadefKind.Objects),
        ["tags"] => Collection(request, token, space, MetadefKind.Tags),
        ["tags", var name] => Item(request, token, space, name, MetadefKind.Tags),
        ["resource_types"] => Collection(request, token, space, MetadefKind.Associations),
        ["resource_types", var name] => Item(request, token, space, name, MetadefKind.Associations),
        _ => null,
    };

    /// <summary>Puts into a new namespace what came with it.</summary>
    public void Fill(MetadefNamespace space, JsonObject body)
    {
        foreach (var (name, property) in body["properties"] as JsonObject ?? [])
        {
            space.Properties[name] = (JsonObject)property!.DeepClone();
        }

        foreach (var kind in (MetadefKind[])[MetadefKind.Objects, MetadefKind.Tags, MetadefKind.Associations])
        {
            foreach (var item in body[kind.ListKey] as JsonArray ?? [])
            {
                Put(space, kind, item!["name"]!.GetValue<string>(), (JsonObject)item.DeepClone());
            }
        }
    }

    private ImageRoute Collection(ServiceRequest request, TokenRecord token, string name, MetadefKind kind) => new()
    {
        Get = () => With(request, token, name, null, space => ImageReply.Ok(MetadefDocument.Text(new JsonObject
        {
            [kind.ListKey] = kind.Word == "property" ? MetadefDocument.Properties(space)
                : kind.Word == "tag" ? TagNames(space)
                : MetadefDocument.List(kind.Of(space).Values),
        }))),
        Post = () => kind.Word == "tag" ? ReplaceTags(request, token, name) : ImageBody.TryRead(request, out var body, out var refusal)
            ? With(request, token, name, $"add_metadef_{kind.Word}", space => Add(request, space, kind, JsonObject.Create(body)!))
            : refusal,
    };

    /// <summary>Replaces all tags of a namespace (glance/api/v2/metadef_tags.py, create_tags).</summary>
    private Reply ReplaceTags(ServiceRequest request, TokenRecord token, string name)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        return With(request, token, name, "add_metadef_tags", space =>
        {
            if (JsonObject.Create(body)!["tags"] is not JsonArray tags || tags.Any(tag => tag?["name"] is null))
            {
                return ImageError.BadRequest(request, "Provided object does not match schema 'tags': 'tags' is a required property");
            }

            space.Tags.Clear();
            foreach (var tag in tags)
            {
                Put(space, MetadefKind.Tags, tag!["name"]!.GetValue<string>(), (JsonObject)tag.DeepClone());
            }

            return ImageReply.Json(
                StatusCodes.Status201Created, "Created", MetadefDocument.Text(new JsonObject { ["tags"] = TagNames(space) }));
        });
    }

    private static JsonArray TagNames(MetadefNamespace space)
        => new([.. space.Tags.Keys.Select(tag => new JsonObject { ["name"] = tag })]);

    private ImageRoute Item(ServiceRequest request, TokenRecord token, string name, string item, MetadefKind kind) => new()
    {
        Get = kind.Word == "resource_type_association"
            ? null
            : () => With(
                request,
                token,
                name,
                null,
                space => Existing(request, space, kind, item, found => ImageReply.Ok(Shown(kind, item, found)))),
        Post = kind.Word != "tag"
            ? null
            : () => !request.Body.IsEmpty
            ? ImageError.BadRequest(request, "A body is not expected with this request.")
            : With(request, token, name, "add_metadef_tag", space => Add(request, space, kind, new() { ["name"] = item })),
        Put = kind.Word == "resource_type_association" ? null : () => ImageBody.TryRead(request, out var body, out var refusal)
            ? With(
                request,
                token,
                name,
                $"modify_metadef_{kind.Word}",
                space => Existing(request, space, kind, item, found => Change(request, space, kind, item, JsonObject.Create(body)!)))
            : refusal,
        Delete = () => With(request, token, name, $"delete_metadef_{kind.Word}", space => Existing(request, space, kind, item, found =>
        {
            if (space.IsProtected)
            {
                var word = kind.Word.Replace('_', '-');
                return ImageError.Forbidden(request, $"Metadata definition {word} {item} is protected and cannot be deleted.");
            }

            kind.Of(space).Remove(item);
            return ImageReply.NoContent();
        })),
    };

    private Reply Add(ServiceRequest request, MetadefNamespace space, MetadefKind kind, JsonObject item)
    {
        if (kind.Invalid(item) is { } why)
        {
            return ImageError.BadRequest(request, why);
        }

        if (item["enum"] is JsonArray values && values.Any(value => value?.GetValueKind() != System.Text.Json.JsonValueKind.String))
        {
            return ImageError.ServerError(request);
        }

        var name = item["name"]!.GetValue<string>();
        if (kind.Of(space).ContainsKey(name))
        {
            return ImageError.Conflict(request, kind.Taken(name, space.Name));
        }

        return ImageReply.Json(StatusCodes.Status201Created, "Created", Shown(kind, name, Put(space, kind, name, item)));
    }

    private Reply Change(ServiceRequest request, MetadefNamespace space, MetadefKind kind, string name, JsonObject item)
    {
        if (kind.Invalid(item) is { } why)
        {
            return ImageError.BadRequest(request, why);
        }

        var wanted = item["name"]!.GetValue<string>();
        var present = kind.Of(space);
        if (wanted != name && present.TryGetValue(wanted, out var other) && !ReferenceEquals(other, present[name]))
        {
            return ImageError.Conflict(request, kind.Taken(wanted, space.Name));
        }

        present.Remove(name);
        return ImageReply.Ok(Shown(kind, wanted, Put(space, kind, wanted, item)));
    }

    private JsonObject Put(MetadefNamespace space, MetadefKind kind, string name, JsonObject item)
    {
        var now = ImageDocument.Time(clock.GetUtcNow());
        if (kind.Word == "property")
        {
            item.Remove("name");
        }
        else
        {
            (item["created_at"], item["updated_at"]) = (now, now);
        }

        if (kind.Word == "resource_type_association")
        {
            store.ResourceTypes.TryAdd(name, clock.GetUtcNow());
        }

        return kind.Of(space)[name] = item;
    }

    private Reply With(ServiceRequest request, TokenRecord token, string name, string? action, Func<MetadefNamespace, Reply> act)
    {
        lock (store.Gate)
        {
            return store.Find(name) is not { } space || !Sees(token, space) ? ImageError.NotFound(request, $"Namespace {name} not found")
                : action is not null && !token.IsAdmin ? ImageError.NotAuthorized(request, action)
                : act(space);
        }
    }

    private static Reply Existing(
        ServiceRequest request, MetadefNamespace space, MetadefKind kind, string name, Func<JsonObject, Reply> act)
        => kind.Of(space).TryGetValue(name, out var found) ? act(found) : ImageError.NotFound(request, kind.Missing(name));

    private static JsonText Shown(MetadefKind kind, string name, JsonObject item)
    {
        var shown = (JsonObject)item.DeepClone();
        if (kind.Word == "property")
        {
            shown.Insert(0, "name", name);
        }

        return MetadefDocument.Text(shown);
    }
}
