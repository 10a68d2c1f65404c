using Flurl;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Glance's /v2/images (api-ref image/v2, "Images").</summary>
internal sealed class ImageClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "images";
    private const string ListKey = "images";

    /// <summary>The address of what belongs to an image.</summary>
    /// <param name="service">The image service.</param>
    /// <param name="imageId">An ID that <see cref="OpenStackId.TryParseImageId"/> gave.</param>
    /// <param name="below">Further segments: constants and IDs.</param>
    public static Url Resource(ServiceClient service, string imageId, params string[] below)
        => service.Resource([Collection, imageId, .. below]);

    /// <summary>GET /v2/images/{id}.</summary>
    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    public async Task<Image> GetAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(Resource(session.Image, imageId)), observer, cancellationToken)
                .ConfigureAwait(false);
            return response.ReadObject<Image>();
        }
        catch (NotFoundException missing)
        {
            throw NotVisible(missing, imageId);
        }
    }

    /// <summary>Glance answers 404 both for what does not exist and for what this project may not see.</summary>
    public ServiceException NotVisible(NotFoundException missing, string imageId) => missing.Explained(
        $"There is no image {imageId} that {session.Viewpoint} may see.",
        "ImageNotFound",
        "Check the ID, or sign in to the project that owns the image or with which it is shared.");

    /// <summary>GET /v2/images, newest first, a page at a time as they are consumed.</summary>
    public IAsyncEnumerable<Image> ListAsync(ImageQuery query, CancellationToken cancellationToken)
        => session.Image.ListAsync<Image>(query.ApplyTo(session.Image.Resource(Collection)), ListKey, observer, cancellationToken);
}
