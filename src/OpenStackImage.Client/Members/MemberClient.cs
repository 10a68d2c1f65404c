using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Glance's /v2/images/{id}/members (api-ref image/v2, "Sharing"; glance/api/v2/image_members.py).</summary>
internal sealed partial class MemberClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "members";

    private readonly ImageClient _images = new(session, observer);
    private readonly ImageErrorExplainer _errors = new(session, observer);

    /// <summary>
    /// GET /v2/images/{id}/members. Glance returns all members to the owner and to admins, and only the member itself to a member. The list
    /// has no pages.
    /// </summary>
    /// <param name="image">The image; its name, if known, is set on the members.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="requiresAll">True if a member that cannot be used is a failure; otherwise it is one error, and is omitted.</param>
    /// <exception cref="NotFoundException">There is no such image, or it is not visible to this project.</exception>
    /// <exception cref="AccessDeniedException">The image is not shared, so it has no members.</exception>
    public async Task<IReadOnlyList<ImageMember>> ListAsync(
        ResourceName image, CancellationToken cancellationToken, bool requiresAll = false)
    {
        try
        {
            if (session.Discovers)
            {
                await _images.GetAsync(image.Id, cancellationToken).ConfigureAwait(false);
            }

            var request = ServiceRequest.Get(Resource(image.Id));
            var members = await session.Image.SendAsync(request, ReadAll, observer, cancellationToken).ConfigureAwait(false);
            return image.Name is null ? members : members.Select(member => member.WithNames(image.Name, null, null)).ToArray();
        }
        catch (ServiceException refusal)
        {
            throw await _errors.ExplainAsync(refusal, RequestKind.ListMembers, image.Id, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<ImageMember> ReadAll(ServiceResponse response) => requiresAll
            ? MemberReader.ReadList(response, image.Id)
            : MemberReader.ReadUsable(response, image.Id, observer);
    }

    /// <summary>
    /// GET /v2/images/{id}/members/{project}; null if the project is not a member, or the image is not visible to this project.
    /// </summary>
    public async Task<ImageMember?> FindAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        var response = await session.Image.FindAsync(Resource(imageId, projectId), observer, cancellationToken).ConfigureAwait(false);
        return response is null ? null : MemberReader.Read(response, imageId, projectId);
    }

    /// <summary>
    /// POST /v2/images/{id}/members: shares the image with a project. Glance does not check that the project exists, so the caller must.
    /// The request is not repeated while Glance may still be working on an attempt whose response was lost: an image with two equal members
    /// cannot be deleted. A member that is older than the request is not its effect.
    /// </summary>
    /// <exception cref="ConflictException">The project is a member already.</exception>
    /// <exception cref="AccessDeniedException">The image is not shared, or belongs to another project.</exception>
    /// <exception cref="LimitExceededException">The image has as many members as the cloud allows.</exception>
    /// <exception cref="OutcomeUnknownException">A response was lost, and the member does not exist, or it is unknown when it was
    /// added.</exception>
    public async Task<ImageMember> AddAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        var verification = new Verification(Resource(imageId, projectId), evidence =>
            evidence.Response is { } response
                ? evidence.JudgeCreation(AddedAt(MemberReader.Read(response, imageId, projectId)))
                : Verdict.Undecided)
        {
            Shows = Shows(imageId),
        };
        var request = ServiceRequest.PostNonIdempotent(Resource(imageId), new JObject { ["member"] = projectId }, verification);
        using var writeLock = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            return await session.Image
                .SendAsync(request, response => MemberReader.Read(response, imageId, projectId), observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _errors.ExplainAsync(refusal, RequestKind.AddMember, imageId, cancellationToken, projectId).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns when a member was added. Glance reuses the record of a member that was removed, with its creation time
    /// (glance/db/__init__.py, ImageMemberRepo.add); the record of a pending member was changed last when the member was added.
    /// </summary>
    private static DateTime? AddedAt(ImageMember member)
        => member.Status == MemberStatus.Pending ? member.UpdatedAt ?? member.CreatedAt : member.CreatedAt;

    /// <summary>PUT /v2/images/{id}/members/{project}: sets the member status. Only the project itself and admins may do that.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="projectId">The member.</param>
    /// <param name="status">One of <see cref="MemberStatus"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NotFoundException">The project is not a member, or the image is not visible to this project.</exception>
    /// <exception cref="AccessDeniedException">The session is not scoped to that project.</exception>
    public async Task<ImageMember> SetStatusAsync(string imageId, string projectId, string status, CancellationToken cancellationToken)
    {
        ServiceRequest Put(Url member) => ServiceRequest.Put(
            member, new JObject { ["status"] = status }, Verification.OfState(
                member, Shows(imageId), response => Read(response).Status == status));
        using var writeLock = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        var member = await SendAsync(RequestKind.SetMemberStatus, imageId, projectId, Put, Read, cancellationToken).ConfigureAwait(false);
        return member.Status == status
            ? member
            : throw new UnexpectedResponseException(
                $"The service accepted the member status '{status}' of project {projectId} for image {imageId}, but reports "
                    + $"'{member.Status}'.");

        ImageMember Read(ServiceResponse response) => MemberReader.Read(response, imageId, projectId);
    }

    /// <summary>
    /// Sends a request about a member; if the project is not a member, again with the spelling of its ID that the member list shows.
    /// </summary>
    private async Task<T> SendAsync<T>(
        RequestKind kind, string imageId, string projectId, Func<Url, ServiceRequest> create, Func<ServiceResponse, T> read,
        CancellationToken cancellationToken)
    {
        var memberId = projectId;
        while (true)
        {
            try
            {
                var request = create(Resource(imageId, memberId));
                return await session.Image.SendAsync(request, read, observer, cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceException refusal)
            {
                var otherSpelling = refusal is NotFoundException && memberId == projectId && OpenStackId.IsProjectId(projectId)
                    ? await FindSpellingAsync(imageId, projectId, cancellationToken).ConfigureAwait(false)
                    : null;
                memberId = otherSpelling
                    ?? throw await _errors.ExplainAsync(refusal, kind, imageId, cancellationToken, projectId).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns another spelling in which the image has the project as a member; null if there is none.</summary>
    private async Task<string?> FindSpellingAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await session.Image.SendAsync(ServiceRequest.Get(Resource(imageId)), observer, cancellationToken)
                .ConfigureAwait(false);
            var canonicalId = OpenStackId.CanonicalProjectId(projectId);
            return MemberReader.ReadList(response, imageId)
                .Select(member => member.MemberId)
                .FirstOrDefault(id => id != projectId && OpenStackId.CanonicalProjectId(id) == canonicalId);
        }
        catch (ServiceException)
        {
            // The error of the request itself is reported.
            return null;
        }
    }

    private static string Shows(string imageId) => $"Get-OSImageMember {imageId}";

    private Url Resource(string imageId) => ImageClient.Resource(session.Image, imageId, Collection);

    /// <exception cref="NameNotFoundException">The member ID cannot be part of a URL.</exception>
    private Url Resource(string imageId, string memberId)
        => OpenStackId.IsPathSegment(memberId)
            ? ImageClient.Resource(session.Image, imageId, Collection, memberId)
            : throw NotAnId(imageId, memberId);

    /// <summary>Glance accepts any text as a member; text that cannot be the ID of a project cannot be used in a request.</summary>
    public static NameNotFoundException NotAnId(string imageId, string text) => new(
        ErrorIds.MemberIdRefused,
        $"Member '{text}' of image {imageId} is not a valid project ID, so it cannot be used safely in a request.",
        "Ignore it: Glance does not check member IDs, and no project has this one.");
}
