using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
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
            return response.ReadList(ListKey, MemberReader.Read);
        }
        catch (NotFoundException missing)
        {
            throw new ImageErrorExplainer(session, observer).NotVisible(missing, imageId);
        }
        catch (AccessDeniedException denied)
        {
            throw await new MemberErrorExplainer(session, observer).ExplainAsync(denied, MemberAction.List, imageId, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>GET /v2/images/{id}/members/{project}; null if the project is no member, or the image is not to be seen.</summary>
    public async Task<ImageMember?> FindAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        var response = await session.Image.FindAsync(Resource(imageId, projectId), observer, cancellationToken).ConfigureAwait(false);
        return response?.Read(MemberReader.Read);
    }

    /// <summary>
    /// POST /v2/images/{id}/members: offers the image to a project. Glance does not check that there is such a project, so the caller must. It is
    /// not repeated while Glance may still be working on an attempt whose response was lost: two equal members would make the image undeletable.
    /// </summary>
    /// <exception cref="ConflictException">The project is a member already.</exception>
    /// <exception cref="AccessDeniedException">The image is not shared, or is somebody else's.</exception>
    /// <exception cref="LimitExceededException">The image has as many members as the cloud allows.</exception>
    public async Task<ImageMember> AddAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        RequireProjectId(imageId, projectId);
        var verification = new Verification(Resource(imageId, projectId), evidence =>
            evidence.Response is { } response ? evidence.JudgeCreation(response.Read(MemberReader.Read).CreatedAt) : Verdict.Undecided);
        var request = ServiceRequest.PostNonIdempotent(Resource(imageId), new JObject { ["member"] = projectId }, verification);
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return response.Read(MemberReader.Read);
        }
        catch (ServiceException refusal)
        {
            throw await new MemberErrorExplainer(session, observer).ExplainAsync(refusal, MemberAction.Add, imageId, projectId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>DELETE /v2/images/{id}/members/{project}: takes the offer back.</summary>
    /// <exception cref="NotFoundException">The project is no member, or the image is not to be seen.</exception>
    /// <exception cref="AccessDeniedException">The image is somebody else's.</exception>
    public async Task RemoveAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var url = Resource(imageId, projectId);
            var request = ServiceRequest.Delete(url, Verification.OfDeletion(url));
            await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await new MemberErrorExplainer(session, observer).ExplainAsync(refusal, MemberAction.Remove, imageId, projectId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>PUT /v2/images/{id}/members/{project}: what the project makes of the offer. Only the project itself and admins may say.</summary>
    /// <param name="status">One of <see cref="MemberStatus"/>.</param>
    /// <exception cref="NotFoundException">The project is no member, or the image is not to be seen.</exception>
    /// <exception cref="AccessDeniedException">The session is not on that project.</exception>
    public async Task<ImageMember> SetStatusAsync(string imageId, string projectId, string status, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var url = Resource(imageId, projectId);
            var verification = Verification.OfState(url, response => response.Read(MemberReader.Read).Status == status);
            var request = ServiceRequest.Put(url, new JObject { ["status"] = status }, verification);
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return response.Read(MemberReader.Read);
        }
        catch (ServiceException refusal)
        {
            throw await new MemberErrorExplainer(session, observer).ExplainAsync(refusal, MemberAction.SetStatus, imageId, projectId, cancellationToken).ConfigureAwait(false);
        }
    }

    private Url Resource(string imageId, params string[] below)
    {
        if (below.Length > 0)
        {
            RequireProjectId(imageId, below[0]);
        }

        return ImageClient.Resource(session.Image, imageId, [Collection, .. below]);
    }

    /// <summary>Glance takes any text for a member; this client sends nothing that cannot be a project.</summary>
    /// <exception cref="NameNotFoundException">The text has not the form of a project's ID.</exception>
    private static void RequireProjectId(string imageId, string text)
    {
        if (!OpenStackId.IsProjectId(text))
        {
            throw new NameNotFoundException(ErrorIds.MemberIdRefused, $"'{text}' is a member of image {imageId}, but has not the form of a project ID; no request can name it safely.", "Leave it: Glance took it without a check, and it shares with nobody.");
        }
    }
}
