using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Lookups that hide images that the caller has no access to.</summary>
internal static class SeenImages
{
    public static ImageRecord? Seen(this ImageStore store, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            return store.Find(id) is { } image && token.Sees(image) ? image : null;
        }
    }
}
