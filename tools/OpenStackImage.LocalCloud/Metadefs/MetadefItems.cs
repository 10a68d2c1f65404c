using System.Text.Json;
using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>Adds and changes the items of a namespace. The caller holds the lock of the store.</summary>
internal sealed class MetadefItems(MetadefStore store, TimeProvider clock)
{
    /// <summary>Adds to a new namespace the content that the request contains.</summary>
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

    /// <summary>Replaces all tags of a namespace (glance/api/v2/metadef_tags.py, create_tags).</summary>
    public Reply ReplaceTags(ServiceRequest request, MetadefNamespace space, JsonObject body)
    {
        if (body["tags"] is not JsonArray tags || tags.Any(tag => tag?["name"] is null))
        {
            return ImageError.BadRequest(request, "Provided object does not match schema 'tags': 'tags' is a required property");
        }

        space.Tags.Clear();
        foreach (var tag in tags)
        {
            Put(space, MetadefKind.Tags, tag!["name"]!.GetValue<string>(), (JsonObject)tag.DeepClone());
        }

        return ImageReply.Json(
            StatusCodes.Status201Created, "Created", MetadefDocument.Text(new JsonObject { ["tags"] = MetadefDocument.TagNames(space) }));
    }

    public Reply Add(ServiceRequest request, MetadefNamespace space, MetadefKind kind, JsonObject item)
    {
        if (kind.Invalid(item) is { } why)
        {
            return ImageError.BadRequest(request, why);
        }

        if (item["enum"] is JsonArray values && values.Any(value => value?.GetValueKind() != JsonValueKind.String))
        {
            return ImageError.ServerError(request);
        }

        var name = item["name"]!.GetValue<string>();
        if (kind.Of(space).ContainsKey(name))
        {
            return ImageError.Conflict(request, kind.Taken(name, space.Name));
        }

        return ImageReply.Json(StatusCodes.Status201Created, "Created", MetadefDocument.Item(kind, name, Put(space, kind, name, item)));
    }

    public Reply Change(ServiceRequest request, MetadefNamespace space, MetadefKind kind, string name, JsonObject item)
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
        return ImageReply.Ok(MetadefDocument.Item(kind, wanted, Put(space, kind, wanted, item)));
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
}
