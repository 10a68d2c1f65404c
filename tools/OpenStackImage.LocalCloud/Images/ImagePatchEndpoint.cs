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

        List<PatchOperation> operations = [];
        foreach (var raw in body.EnumerateArray())
        {
            if (PatchOperation.Read(request, raw, type == Draft4, out var bad) is not { } operation)
            {
                return bad!;
            }

            operations.Add(operation);
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

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
                    return ImageError.NotVisible(request, id);
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
    }

    private static Reply? Apply(ServiceRequest request, TokenRecord token, ImageRecord image, PatchOperation operation)
    {
        var (op, name, value, draft4) = operation;
        if (name == "locations")
        {
            return Locations(request, op, value);
        }

        if (op == "replace" && name == "owner" && !token.IsAdmin)
        {
            return ImageError.ForbiddenDetail(request, "Owner can't be updated by non admin.");
        }

        if (op != "remove" && name == "visibility" && value.GetString() == ImageVisibility.Public && !token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "publicize_image");
        }

        if (!token.MayChange(image))
        {
            return token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image") : ImageError.NotFound(request);
        }

        var isAttribute = ImageAttributes.IsAttribute(name);
        var isThere = isAttribute || image.Properties.ContainsKey(name);
        if (op == "remove" && isAttribute)
        {
            return ImageError.ForbiddenDetail(request, $"Property {name} may not be removed.");
        }

        if (op != "add" && !isThere)
        {
            return ImageError.ConflictDetail(request, $"Property {name} does not exist.");
        }

        if (op == "add" && isThere && draft4)
        {
            return ImageError.ConflictDetail(request, $"Property {name} already present.");
        }

        if (op == "remove")
        {
            image.Properties.Remove(name);
            return null;
        }

        if (image.Status != ImageStatus.Queued && name is "disk_format" or "container_format" && image.Status == ImageStatus.Active)
        {
            return ImageError.Forbidden(request, $"Attribute {name} can be only replaced for a queued image.");
        }

        return ImageAttributes.Set(image, name, value) is { } complaint ? ImageError.BadRequest(request, complaint) : null;
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
