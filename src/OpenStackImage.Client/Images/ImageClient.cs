using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Images: /v2/images (api-ref image/v2, "Images"; glance/api/v2/images.py, image_actions.py).</summary>
internal sealed partial class ImageClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "images";
    private const string ListKey = "images";
    private const string PatchType = "application/openstack-images-v2.1-json-patch";

    private readonly ImageErrorExplainer _explainer = new(session, observer);

    /// <summary>Returns the URL of an image or of something that belongs to it.</summary>
    /// <param name="service">The image service.</param>
    /// <param name="imageId">The ID of an image; may come from a server.</param>
    /// <param name="below">Further segments: constants and IDs.</param>
    /// <exception cref="OpenStackException">The ID is not valid.</exception>
    public static Url Resource(ServiceClient service, string imageId, params string[] below)
        => OpenStackId.TryParseImageId(imageId, out _)
            ? service.Resource([Collection, imageId, .. below])
            : throw new OpenStackException(
                ErrorIds.IdRefused, $"'{imageId}' is not a valid image ID, and could lead to another resource. No request was sent.");

    /// <summary>GET /v2/images/{id}.</summary>
    /// <exception cref="NotFoundException">The image does not exist, or this project has no access to it.</exception>
    /// <exception cref="UnexpectedResponseException">The response is another image.</exception>
    public async Task<Image> GetAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await ReadAsync(imageId, cancellationToken).ConfigureAwait(false);
            return Read(response, imageId);
        }
        catch (NotFoundException missing)
        {
            throw await _explainer.ExplainAsync(missing, RequestKind.Image, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>GET /v2/images/{id}; null if the image does not exist or this project has no access to it.</summary>
    /// <exception cref="UnexpectedResponseException">The response is another image.</exception>
    public async Task<Image?> FindAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var response = await ReadAsync(imageId, cancellationToken).ConfigureAwait(false);
            return Read(response, imageId);
        }
        catch (NotFoundException missing) when (!missing.IsOfProxy)
        {
            return null;
        }
    }

    /// <summary>GET /v2/images, page by page as the images are consumed; the newest first if the query has no order.</summary>
    public IAsyncEnumerable<Image> ListAsync(ImageQuery query, CancellationToken cancellationToken)
        => new ImageList(query, () => ListPagesAsync(query, cancellationToken)).ReadAsync(cancellationToken);

    private IAsyncEnumerable<Image> ListPagesAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        var url = query.ApplyTo(session.Image.Resource(Collection));
        return session.Image.ListAsync(url, ListKey, ImageReader.Read, image => image.Id, observer, cancellationToken, query.RequiresAll);
    }

    /// <summary>
    /// POST /v2/images: creates an image without data. The ID is generated here, so that an attempt whose response was lost does not create
    /// a second image.
    /// </summary>
    /// <param name="settings">The settings of the image.</param>
    /// <param name="imageId">A new random ID, or an ID of the user that was verified not to exist.</param>
    /// <param name="isRandom">True for a new random ID.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ConflictException">An image with this ID exists.</exception>
    /// <exception cref="AccessDeniedException">Only an admin publishes images, or creates them for other projects.</exception>
    /// <exception cref="LimitExceededException">A quota of the project is exceeded.</exception>
    public async Task<Image> CreateAsync(ImageSettings settings, string imageId, bool isRandom, CancellationToken cancellationToken)
    {
        var verification = new Verification(Resource(session.Image, imageId), JudgeCreation) { Shows = Shows(imageId) };
        var request = ServiceRequest.PostNonIdempotent(session.Image.Resource(Collection), settings.ToBody(imageId), verification);
        try
        {
            return await session.Image.SendAsync(request, response => Read(response, imageId), observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _explainer.ExplainAsync(refusal, RequestKind.NewImage, imageId, cancellationToken).ConfigureAwait(false);
        }

        // Glance refuses a second POST with the same ID. An image that has data or is protected is not a new one.
        Verdict JudgeCreation(Evidence evidence)
        {
            if (evidence.Response is not { } response)
            {
                return Verdict.Absent;
            }

            var image = Read(response, imageId);
            return isRandom ? Verdict.Done
                : image.Status != ImageStatus.Queued || image.IsProtected ? Verdict.NotDone
                : evidence.JudgeCreation(image.CreatedAt);
        }
    }

    /// <summary>POST /v2/images/{id}/actions/deactivate: only admins can read the data. Repeating it has no further effect.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or it belongs to another project.</exception>
    public Task DeactivateAsync(string imageId, CancellationToken cancellationToken)
        => ActAsync(imageId, "deactivate", ImageStatus.Deactivated, cancellationToken);

    /// <summary>POST /v2/images/{id}/actions/reactivate: the data can be read again. Repeating it has no further effect.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or this user has no permission.</exception>
    public Task ReactivateAsync(string imageId, CancellationToken cancellationToken)
        => ActAsync(imageId, "reactivate", ImageStatus.Active, cancellationToken);

    private Task ActAsync(string imageId, string action, string status, CancellationToken cancellationToken)
    {
        var verification = Verification.OfState(
            Resource(session.Image, imageId), Shows(imageId), now => Read(now, imageId).Status == status);
        var request = ServiceRequest.Post(Resource(session.Image, imageId, "actions", action), verification);
        return WriteAsync(imageId, request, cancellationToken);
    }

    private async Task<Image> PatchAsync(string imageId, IReadOnlyList<ImageChange> changes, CancellationToken cancellationToken)
    {
        var url = Resource(session.Image, imageId);
        var patch = new JArray(changes.Select(change => change.ToOperation()));
        var verification = Verification.OfState(url, Shows(imageId), now => AreDone(Read(now, imageId)));
        var request = ServiceRequest.Patch(url, patch, PatchType, verification);
        return await SendAsync(imageId, request, response => Read(response, imageId), cancellationToken).ConfigureAwait(false);

        // Glance sets fields and tags one after another (glance/db, ImageRepo.save), so a failed request may have changed some of them.
        bool AreDone(Image image) => changes.All(change => change.IsDoneIn(image));
    }

    private async Task<ServiceResponse> WriteAsync(string imageId, ServiceRequest request, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        return await SendAsync(imageId, request, response => response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> SendAsync<T>(
        string imageId, ServiceRequest request, Func<ServiceResponse, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Image.SendAsync(request, read, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _explainer.ExplainAsync(refusal, RequestKind.Image, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Shows(string imageId) => $"Get-OSImage {imageId}";

    private Task<ServiceResponse> ReadAsync(string imageId, CancellationToken cancellationToken)
        => session.Image.SendAsync(ServiceRequest.Get(Resource(session.Image, imageId)), observer, cancellationToken);

    /// <summary>Reads the image of an ID.</summary>
    /// <exception cref="UnexpectedResponseException">The response is another image.</exception>
    public static Image Read(ServiceResponse response, string imageId)
    {
        var image = response.Read(ImageReader.Read);
        return string.Equals(image.Id, imageId, StringComparison.OrdinalIgnoreCase)
            ? image
            : throw new UnexpectedResponseException(
                $"The response to the request for image {imageId} contains another image, '{image.Id}'.");
    }
}
