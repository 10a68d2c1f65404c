using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>/v2/images/{id}/tags/{tag}</summary>
internal sealed class ImageTagEndpoints(ImageStore store, TimeProvider clock)
{
    public Reply Add(ServiceRequest request, TokenRecord token, string id, string tag)
    {
        var body = JsonSerializer.SerializeToElement(new Dictionary<string, string[]> { ["tags"] = [tag] });
        if (SchemaCheck.Refuse(body) is { } mismatch)
        {
            return ImageError.BadRequest(request, mismatch);
        }

        return Change(request, token, id, image =>
        {
            if (!image.Tags.Contains(tag))
            {
                image.Tags.Add(tag);
            }

            return true;
        });
    }

    public Reply Remove(ServiceRequest request, TokenRecord token, string id, string tag)
        => Change(request, token, id, image => image.Tags.Remove(tag));

    private Reply Change(ServiceRequest request, TokenRecord token, string id, Func<ImageRecord, bool> change)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NotFound(request, $"Image {id} not found.");
            }

            if (!token.MayChange(image))
            {
                return token.MayShow(image) ? ImageError.NotAuthorized(request, "modify_image") : ImageError.NotFound(request);
            }

            var draft = image.Draft();
            if (!change(draft))
            {
                return ImageError.NotFound(request);
            }

            draft.UpdatedAt = clock.GetUtcNow();
            store.Replace(image, draft);
            return ImageReply.NoContent();
        }
    }
}
