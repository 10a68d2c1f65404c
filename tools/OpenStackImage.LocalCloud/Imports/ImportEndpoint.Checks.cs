using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Imports;

/// <content>Checks the request and the image.</content>
internal sealed partial class ImportEndpoint
{
    private static Reply? RefuseBody(ServiceRequest request, JsonElement body, out JsonElement method, out string name)
    {
        (method, name) = (default, "");
        if (body.ValueKind != JsonValueKind.Object)
        {
            return ImageError.ServerError(request);
        }

        if (!body.TryGet("method", out method))
        {
            return ImageError.BadRequest(request, "Import request requires a 'method' field.");
        }

        if (!method.TryGet("name", out var given))
        {
            return ImageError.BadRequest(request, "Import request requires a 'name' field.");
        }

        name = given.ToString();
        if (!ImageInfo.ImportMethods.Contains(name))
        {
            return ImageError.BadRequest(request, $"Unknown import method name '{name}'.");
        }

        foreach (var flag in (string[])["all_stores_must_succeed", "all_stores"])
        {
            if (body.TryGet(flag, out var value) && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return ImageError.BadRequest(request, $"'{flag}' must be boolean value only");
            }
        }

        return null;
    }

    private static Reply? RefuseImage(ServiceRequest request, TokenRecord token, ImageRecord image, string name, JsonElement method)
    {
        if (Obstacle(image, name) is { } obstacle)
        {
            return ImageError.Conflict(request, obstacle);
        }

        if (name == Remote && Missing(method) is { } missing)
        {
            return ImageError.BadRequest(request, missing);
        }

        if (name == Copy && !token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "copy_image");
        }

        if (!token.MayChange(image))
        {
            return token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image") : ImageError.NotFound(request);
        }

        return image.Properties.ContainsKey(ImportRun.TaskProperty) ? ImageError.Conflict(request, "Image has active task") : null;
    }

    private static string? Obstacle(ImageRecord image, string method)
        => image.Status == ImageStatus.Active && method != Copy ? "Image with status active cannot be target for import"
        : image.Status != ImageStatus.Active && method == Copy ? "Only images with status active can be targeted for copying"
        : image.Status != ImageStatus.Queued && method is Web or Remote ? $"Image needs to be in 'queued' state to use '{method}' method"
        : image.Status != ImageStatus.Uploading && method == Direct ? "Image needs to be staged before 'glance-direct' method can be used"
        : image.ContainerFormat is null ? "'container_format' needs to be set before import"
        : image.DiskFormat is null ? "'disk_format' needs to be set before import"
        : null;

    private static string? Missing(JsonElement method)
        => !method.TryGet("glance_region", out _) ? "'glance_region' needs to be set for glance-download import method"
        : !method.TryGet("glance_image_id", out var id) ? "'glance_image_id' needs to be set for glance-download import method"
        : !Guid.TryParse(id.ToString(), out _) ? $"Remote image id does not look like a UUID: {id}"
        : null;
}
