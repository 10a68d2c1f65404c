using Flurl;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Glance's /v2/images/{id}/members (api-ref image/v2, "Sharing"; glance/api/v2/image_members.py).</summary>
internal sealed class MemberClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "members";
    private const string ListKey = "members";

    private readonly ImageClient _images = new(session, observer);

    /// <summary>
    /// GET /v2/images/{id}/members. Glance shows all members to the owner and to admins, to a member only itself, and never pages them.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such image, or this project may not see it.</exception>
    /// <exception cref="AccessDeniedException">The image is not shared, so that it has no members.</exception>
    public async Task<IReadOnlyList<ImageMember>> ListAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            if (session.Discovers)
            {
                await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            }

            var response = await session.Image
                .SendAsync(ServiceRequest.Get(Resource(imageId)), observer, cancellationToken)
                .ConfigureAwait(false);
            return response.ReadPage<ImageMember>(ListKey).Items;
        }
        catch (NotFoundException missing)
        {
            throw _images.NotVisible(missing, imageId);
        }
        catch (AccessDeniedException denied) when (denied.ServerMessage.IndexOf("Only shared images have members", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw denied.Explained(
                $"Image {imageId} has no members, because its visibility is not 'shared'.",
                "ImageNotShared",
                "Its owner can change that; 'openstack image set --shared' does it.");
        }
    }

    /// <summary>GET /v2/images/{id}/members/{project}: what a project makes of an offer; null if it is no member.</summary>
    public async Task<string?> StatusOfAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(Resource(imageId, projectId)), observer, cancellationToken)
                .ConfigureAwait(false);
            return response.ReadObject<ImageMember>().Status;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private Url Resource(string imageId, params string[] below) => ImageClient.Resource(session.Image, imageId, [Collection, .. below]);
}
