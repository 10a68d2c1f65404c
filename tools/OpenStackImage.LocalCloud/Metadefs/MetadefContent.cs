using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <summary>The requests for the content of a namespace: properties, objects, tags, and associations with resource types.</summary>
internal sealed class MetadefContent(MetadefStore store, MetadefItems items)
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

    private ImageRoute Collection(ServiceRequest request, TokenRecord token, string name, MetadefKind kind) => new()
    {
        Get = () => With(request, token, name, null, space => ImageReply.Ok(MetadefDocument.Text(new JsonObject
        {
            [kind.ListKey] = kind.Word == "property" ? MetadefDocument.Properties(space)
                : kind.Word == "tag" ? MetadefDocument.TagNames(space)
                : MetadefDocument.List(kind.Of(space).Values),
        }))),
        Post = () => kind.Word == "tag" ? ReplaceTags(request, token, name) : ImageBody.TryRead(request, out var body, out var refusal)
            ? With(request, token, name, $"add_metadef_{kind.Word}", space => items.Add(request, space, kind, JsonObject.Create(body)!))
            : refusal,
    };

    private Reply ReplaceTags(ServiceRequest request, TokenRecord token, string name)
        => ImageBody.TryRead(request, out var body, out var refusal)
            ? With(request, token, name, "add_metadef_tags", space => items.ReplaceTags(request, space, JsonObject.Create(body)!))
            : refusal;

    private ImageRoute Item(ServiceRequest request, TokenRecord token, string name, string item, MetadefKind kind) => new()
    {
        Get = kind.Word == "resource_type_association"
            ? null
            : () => With(
                request,
                token,
                name,
                null,
                space => Existing(request, space, kind, item, found => ImageReply.Ok(MetadefDocument.Item(kind, item, found)))),
        Post = kind.Word != "tag"
            ? null
            : () => !request.Body.IsEmpty
            ? ImageError.BadRequest(request, "A body is not expected with this request.")
            : With(request, token, name, "add_metadef_tag", space => items.Add(request, space, kind, new() { ["name"] = item })),
        Put = kind.Word == "resource_type_association" ? null : () => ImageBody.TryRead(request, out var body, out var refusal)
            ? With(
                request,
                token,
                name,
                $"modify_metadef_{kind.Word}",
                space => Existing(request, space, kind, item, found => items.Change(request, space, kind, item, JsonObject.Create(body)!)))
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
}
