using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Look-ups that hide what the caller may not know of.</summary>
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
