using System.Text.Json;
using System.Text.Json.Nodes;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Metadefs;

/// <content>Creates, changes and deletes namespaces.</content>
internal sealed partial class MetadefEndpoints
{
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

            var space = NewNamespace(name, token, body);
            store.Namespaces.Add(space);
            return ImageReply.Json(
                StatusCodes.Status201Created,
                "Created",
                MetadefDocument.Text(MetadefDocument.Namespace(space, withTypes: true, withContent: true)));
        }
    }

    private MetadefNamespace NewNamespace(string name, TokenRecord token, JsonElement body)
    {
        var now = options.Clock.GetUtcNow();
        MetadefNamespace space = new()
        {
            Name = name,
            Owner = token.ProjectId ?? "",
            CreatedAt = now,
            UpdatedAt = now,
            Fields = Fields(body),
        };
        _items.Fill(space, JsonObject.Create(body)!);
        return space;
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
