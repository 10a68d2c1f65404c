using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>PATCH /v2/images/{id}: all operations, or none.</summary>
internal sealed class ImagePatchEndpoint(ImageStore store, CloudOptions options)
{
    private const string Draft4 = "application/openstack-images-v2.0-json-patch";
    private const string Draft10 = "application/openstack-images-v2.1-json-patch";
    private const string Types = $"{Draft4}, {Draft10}";

    public Reply Update(ServiceRequest request, TokenRecord token, string id)
    {
        var type = request.Header("Content-Type")?.Split(';')[0].Trim();
        if (type is not (Draft4 or Draft10))
        {
            var reason = $"Image PATCH expects Content-Type one of: {Types}";
            return ImageError.UnsupportedMediaType(request, options.ImageApiMinor > FormatInspection.FirstVersion ? reason : "")
                .With("Accept-Patch", Types);
        }

        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        if (body.ValueKind != JsonValueKind.Array)
        {
            return ImageError.BadRequest(request, "Request body must be a JSON array of operation objects.");
        }

        if (ReadOperations(request, body, type == Draft4, out refusal) is not { } operations)
        {
            return refusal!;
        }

        lock (store.Gate)
        {
            return store.Seen(token, id) is { } image
                ? ApplyAll(request, token, image, operations)
                : ImageError.NoImage(request, id);
        }
    }

    private static List<PatchOperation>? ReadOperations(ServiceRequest request, JsonElement body, bool draft4, out Reply? refusal)
    {
        refusal = null;
        List<PatchOperation> operations = [];
        foreach (var raw in body.EnumerateArray())
        {
            if (PatchOperation.Read(request, raw, draft4, out refusal) is not { } operation)
            {
                return null;
            }

            operations.Add(operation);
        }

        return operations;
    }

    private Reply ApplyAll(ServiceRequest request, TokenRecord token, ImageRecord image, List<PatchOperation> operations)
    {
        var draft = image.Draft();
        foreach (var operation in operations)
        {
            if (Apply(request, token, draft, operation) is { } obstacle)
            {
                return obstacle;
            }
        }

        if (operations.Count > 0)
        {
            // Changing the owner with "add" would hide the image from the caller, and Glance does not permit this.
            if (!token.Sees(draft))
            {
                return ImageError.NotVisible(request, image.Id);
            }

            draft.UpdatedAt = options.Clock.GetUtcNow();
            store.Replace(image, draft);
        }

        return new Reply
        {
            Status = StatusCodes.Status200OK,
            Reason = "OK",
            ContentType = MediaType.Json,
            Body = draft.Document,
        }.WithRequestId();
    }

    private static Reply? Apply(ServiceRequest request, TokenRecord token, ImageRecord image, PatchOperation operation)
    {
        var (op, name, value, _) = operation;
        if (name == "locations")
        {
            return Locations(request, op, value);
        }

        if ((RefuseRights(request, token, image, operation) ?? RefusePresence(request, image, operation)) is { } refusal)
        {
            return refusal;
        }

        if (op == "remove")
        {
            image.Properties.Remove(name);
            return null;
        }

        if (name is "disk_format" or "container_format" && image.Status == ImageStatus.Active)
        {
            return ImageError.Forbidden(request, $"Attribute {name} can be only replaced for a queued image.");
        }

        return ImageAttributes.Set(image, name, value) is { } complaint ? ImageError.BadRequest(request, complaint) : null;
    }

    private static Reply? RefuseRights(ServiceRequest request, TokenRecord token, ImageRecord image, PatchOperation operation)
    {
        var (op, name, value, _) = operation;
        if (op == "replace" && name == "owner" && !token.IsAdmin)
        {
            return ImageError.ForbiddenDetail(request, "Owner can't be updated by non admin.");
        }

        if (op != "remove" && name == "visibility" && value.GetString() == ImageVisibility.Public && !token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "publicize_image");
        }

        return token.MayChange(image) ? null
            : token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image")
            : ImageError.NotFound(request);
    }

    /// <summary>A property is replaced or removed if it exists. In draft 4, it is added only if it does not.</summary>
    private static Reply? RefusePresence(ServiceRequest request, ImageRecord image, PatchOperation operation)
    {
        var (op, name, _, draft4) = operation;
        var isAttribute = ImageAttributes.IsAttribute(name);
        var isThere = isAttribute || image.Properties.ContainsKey(name);
        return op == "remove" && isAttribute ? ImageError.ForbiddenDetail(request, $"Property {name} may not be removed.")
            : op != "add" && !isThere ? ImageError.ConflictDetail(request, $"Property {name} does not exist.")
            : op == "add" && isThere && draft4 ? ImageError.ConflictDetail(request, $"Property {name} already present.")
            : null;
    }

    private static Reply Locations(ServiceRequest request, string op, JsonElement value) => op switch
    {
        "replace" when value is { ValueKind: JsonValueKind.Array }
            && value.GetArrayLength() == 0 => ImageError.ForbiddenDetail(request, "Cannot set locations to empty list."),
        "replace" => ImageError.Forbidden(request, "It's not allowed to update locations if locations are invisible."),
        "add" => ImageError.Forbidden(request, "It's not allowed to add locations if locations are invisible."),
        _ => ImageError.Forbidden(request, "It's not allowed to remove locations if locations are invisible."),
    };
}
