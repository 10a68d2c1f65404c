using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>/v2/images/{id}/actions</summary>
internal sealed class ImageActionEndpoints(ImageStore store, TimeProvider clock)
{
    public Reply Deactivate(ServiceRequest request, TokenRecord token, string id)
        => Move(request, token, id, "deactivate", ImageStatus.Active, ImageStatus.Deactivated);

    public Reply Reactivate(ServiceRequest request, TokenRecord token, string id)
        => Move(request, token, id, "reactivate", ImageStatus.Deactivated, ImageStatus.Active);

    private Reply Move(ServiceRequest request, TokenRecord token, string id, string action, string from, string to)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (!token.MayChange(image))
            {
                return token.MayShow(image) ? ImageError.NotAuthorized(request, action) : ImageError.NotFound(request);
            }

            if (image.Status != from && image.Status != to)
            {
                return ImageError.Forbidden(request, $"Not allowed to {action} image in status '{image.Status}'");
            }

            if (image.Status == from)
            {
                store.Change(id, draft =>
                {
                    draft.Status = to;
                    draft.UpdatedAt = clock.GetUtcNow();
                });
            }

            return ImageReply.NoContent();
        }
    }
}
