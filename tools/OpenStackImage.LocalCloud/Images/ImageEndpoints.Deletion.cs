using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Info;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <content>Deletes images and their data.</content>
internal sealed partial class ImageEndpoints
{
    public Reply Delete(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NotFound(request, $"Failed to find image {id} to delete");
            }

            if (!token.MayChange(image))
            {
                return token.MayShow(image) ? ImageError.NotAuthorized(request, "delete_image") : ImageError.NotFound(request);
            }

            if (image.IsProtected)
            {
                return ImageError.Forbidden(request, $"Image {id} is protected and cannot be deleted.");
            }

            if (image.Status == ImageStatus.Deleted)
            {
                return ImageError.BadRequest(request, "Image status transition from deleted to deleted is not allowed");
            }

            store.Remove(id);
            return ImageReply.NoContent();
        }
    }

    public Reply DeleteFromStore(ServiceRequest request, TokenRecord token, string storeId, string id)
    {
        if (!ImageInfo.StoreIds.Contains(storeId))
        {
            return ImageError.Conflict(request, $"The selected store {storeId} is not available on this node.");
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NotFound(request, $"Failed to find image {id}");
            }

            var stores = (image.Stores ?? "").Split(',');
            if (RefuseDeletion(request, token, image, stores, storeId) is { } refusal)
            {
                return refusal;
            }

            store.Change(id, draft =>
            {
                draft.Stores = string.Join(',', stores.Where(held => held != storeId));
                draft.UpdatedAt = options.Clock.GetUtcNow();
            });
            return ImageReply.NoContent();
        }
    }

    private static Reply? RefuseDeletion(ServiceRequest request, TokenRecord token, ImageRecord image, string[] stores, string storeId)
        => !token.IsAdmin
            ? ImageError.NotAuthorized(request, "get_image_location")
            : image.Status != ImageStatus.Active
            ? ImageError.Conflict(request, "It's not allowed to remove image data from store if image status is not 'active'")
            : stores.Length == 1
            ? ImageError.Forbidden(
                request, "Cannot delete image data from the only store containing it. Consider deleting the image instead.")
            : !stores.Contains(storeId)
            ? ImageError.NotFound(request, $"Image {image.Id} is not stored in store {storeId}.")
            : null;
}
