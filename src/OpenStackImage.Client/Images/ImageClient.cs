using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Glance's /v2/images (api-ref image/v2, "Images").</summary>
internal sealed class ImageClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "images";
    private const string ListKey = "images";
    private const string PatchType = "application/openstack-images-v2.1-json-patch";

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
            throw new MemberRefusal(session, observer).NotVisible(missing, imageId);
        }
    }

    /// <summary>PATCH /v2/images/{id}: changes who may see the image.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="visibility">One of <see cref="ImageVisibility"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AccessDeniedException">This project may not change it.</exception>
    public async Task<Image> SetVisibilityAsync(string imageId, string visibility, CancellationToken cancellationToken)
    {
        var operations = new JArray(new JObject { ["op"] = "replace", ["path"] = "/" + ImageFields.Visibility, ["value"] = visibility });
        using var turn = await ImageWrites.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        var response = await session.Image
            .SendAsync(ServiceRequest.Patch(Resource(session.Image, imageId), operations, PatchType), observer, cancellationToken)
            .ConfigureAwait(false);
        return response.ReadObject<Image>();
    }

    /// <summary>GET /v2/images, newest first, a page at a time as they are consumed.</summary>
    public IAsyncEnumerable<Image> ListAsync(ImageQuery query, CancellationToken cancellationToken)
        => session.Image.ListAsync<Image>(query.ApplyTo(session.Image.Resource(Collection)), ListKey, image => image.Id, observer, cancellationToken);
}
