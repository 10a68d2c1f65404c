using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Show, create and delete.</summary>
internal sealed partial class ImageEndpoints(ImageStore store, CloudOptions options)
{
    public Reply Show(ServiceRequest request, TokenRecord token, string id)
    {
        if (store.Seen(token, id) is not { } image)
        {
            return ImageError.NoImage(request, id);
        }

        return token.MayShow(image)
            ? new Reply
            {
                Status = StatusCodes.Status200OK,
                Reason = "OK",
                ContentType = MediaType.Json,
                Body = image.Document,
            }.WithRequestId()
            : ImageError.NotFound(request);
    }

    public Reply Create(ServiceRequest request, TokenRecord token)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal) || RefuseNames(request, body, out refusal))
        {
            return refusal;
        }

        if (SchemaCheck.Refuse(body) is { } mismatch)
        {
            return ImageError.BadRequest(request, mismatch);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return ImageError.ServerError(request);
        }

        var now = options.Clock.GetUtcNow();
        ImageRecord image = new() { Owner = token.ProjectId, CreatedAt = now, UpdatedAt = now };
        refusal = SetAttributes(request, image, body, out var complaint) ?? RefuseCreation(request, token, image, body);
        if (refusal is not null)
        {
            return refusal;
        }

        if (complaint is not null)
        {
            return ImageError.BadRequest(request, complaint);
        }

        return store.Add(image) ? Created(request, image) : ImageError.Conflict(request, $"Image ID {image.Id} already exists!");
    }

    /// <summary>Sets the attributes of a new image. An invalid value is reported after the other checks of the request.</summary>
    private static Reply? SetAttributes(ServiceRequest request, ImageRecord image, JsonElement body, out string? complaint)
    {
        complaint = null;
        foreach (var property in body.EnumerateObject())
        {
            if (ImageAttributes.IsReserved(property.Name))
            {
                return ImageError.ForbiddenDetail(request, $"Attribute '{property.Name}' is reserved.");
            }

            if (property.Name.Length > 255)
            {
                return ImageError.BadRequest(request, "Custom property should not be greater than 255 characters.");
            }

            if (property.Name == "id")
            {
                image.Id = property.Value.GetString()!;
            }
            else if (!ImageAttributes.IsSetByTheServer(property.Name))
            {
                complaint ??= ImageAttributes.Set(image, property.Name, property.Value);
            }
        }

        return null;
    }

    private static Reply? RefuseCreation(ServiceRequest request, TokenRecord token, ImageRecord image, JsonElement body)
    {
        if (!token.MayCreate(image.Owner))
        {
            return image.Owner == token.ProjectId
                ? ImageError.NotAuthorized(request, "add_image")
                : ImageError.ForbiddenDetail(request, $"You are not permitted to create images owned by '{image.Owner}'");
        }

        if (image.Visibility == ImageVisibility.Public && !token.IsAdmin)
        {
            return ImageError.NotAuthorized(request, "publicize_image");
        }

        return SetByTheServer(body) is { } readOnly
            ? ImageError.Forbidden(request, $"Attribute '{readOnly}' is read-only.")
            : null;
    }

    private static Reply Created(ServiceRequest request, ImageRecord image)
        => new Reply { Status = StatusCodes.Status201Created, Reason = "Created", ContentType = MediaType.Json, Body = image.Document }
            .With("Location", request.Origin + ImagePath.Of(image.Id))
            .With("Openstack-Image-Import-Methods", string.Join(',', ImageInfo.ImportMethods))
            .With("Openstack-Image-Store-Ids", string.Join(',', ImageInfo.StoreIds))
            .WithRequestId();

    private static bool RefuseNames(
        ServiceRequest request, JsonElement body, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Reply? refusal)
    {
        refusal = null;
        if (body.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var property in body.EnumerateObject())
        {
            if (ImageAttributes.IsNeverInCreate(property.Name))
            {
                refusal ??= ImageError.Forbidden(request, $"Attribute '{property.Name}' is read-only.");
            }
        }

        return refusal is not null;
    }

    private static string? SetByTheServer(JsonElement body)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (ImageAttributes.IsSetByTheServer(property.Name))
            {
                return property.Name;
            }
        }

        return null;
    }
}
