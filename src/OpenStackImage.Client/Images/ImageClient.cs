using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Glance's /v2/images (api-ref image/v2, "Images"; glance/api/v2/images.py, image_actions.py).</summary>
internal sealed class ImageClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "images";
    private const string ListKey = "images";
    private const string StoresCollection = "stores";
    private const string PatchType = "application/openstack-images-v2.1-json-patch";

    private readonly ImageErrorExplainer _refusal = new(session, observer);

    /// <summary>The address of what belongs to an image.</summary>
    /// <param name="service">The image service.</param>
    /// <param name="imageId">An image's ID; also one that a server named.</param>
    /// <param name="below">Further segments: constants and IDs.</param>
    /// <exception cref="OpenStackException">The ID has not the form of one.</exception>
    public static Url Resource(ServiceClient service, string imageId, params string[] below)
        => OpenStackId.TryParseImageId(imageId, out _)
            ? service.Resource([Collection, imageId, .. below])
            : throw new OpenStackException(ErrorIds.IdRefused, $"'{imageId}' has not the form of an image's ID, and may lead to another resource. Nothing was sent.");

    /// <summary>GET /v2/images/{id}.</summary>
    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    public async Task<Image> GetAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(imageId, cancellationToken).ConfigureAwait(false)).Read(ImageReader.Read);
        }
        catch (NotFoundException missing)
        {
            throw _refusal.NotVisible(missing, imageId);
        }
    }

    /// <summary>GET /v2/images, newest first where the query has no order, a page at a time as they are consumed.</summary>
    public async IAsyncEnumerable<Image> ListAsync(ImageQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = session.Image.ListAsync(query.ApplyTo(session.Image.Resource(Collection)), ListKey, ImageReader.Read, image => image.Id, observer, cancellationToken);
        var left = query.Count ?? int.MaxValue;
        await foreach (var image in images.ConfigureAwait(false))
        {
            if (query.Admits(image))
            {
                yield return image;
                if (--left == 0)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>
    /// POST /v2/images: registers an image without data. It gets its ID here and not from the service, so that a try whose answer was lost makes no
    /// second image.
    /// </summary>
    /// <param name="settings">What the image is to be like.</param>
    /// <param name="id">The ID; null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConflictException">There is an image of that ID.</exception>
    /// <exception cref="AccessDeniedException">Only admins publish images, or make them for others.</exception>
    /// <exception cref="LimitExceededException">The project has as many images as its quota allows.</exception>
    public async Task<Image> CreateAsync(ImageSettings settings, string? id, CancellationToken cancellationToken)
    {
        var imageId = id ?? Guid.NewGuid().ToString("D");
        var verification = new Verification(Resource(session.Image, imageId), evidence => evidence.Response is not { } response ? Verdict.NotDone
            : id is null ? Verdict.Done
            : evidence.JudgeCreation(response.Read(ImageReader.Read).CreatedAt));
        var request = ServiceRequest.PostNonIdempotent(session.Image.Resource(Collection), settings.ToBody(imageId), verification);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return response.Read(ImageReader.Read);
        }
        catch (ServiceException refusal)
        {
            throw await _refusal.ExplainAsync(refusal, imageId, isNew: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>PATCH /v2/images/{id} with exactly these changes.</summary>
    /// <exception cref="AccessDeniedException">This project may not change it, or not so.</exception>
    /// <exception cref="ConflictException">Another hand changed the same meanwhile.</exception>
    public async Task<Image> UpdateAsync(string imageId, IReadOnlyList<ImageChange> changes, CancellationToken cancellationToken)
    {
        var patch = new JArray(changes.Select(change => change.ToOperation()));
        var url = Resource(session.Image, imageId);
        var request = ServiceRequest.Patch(url, patch, PatchType, Verification.OfState(url, now => AreDone(now.Read(ImageReader.Read))));
        var response = await WriteAsync(imageId, request, cancellationToken).ConfigureAwait(false);
        return response.Read(ImageReader.Read);

        // Glance sets fields and tags one after the other (glance/db, ImageRepo.save), so that a failure may leave a part.
        bool AreDone(Image image) => changes.All(change => change.IsDoneIn(image));
    }

    /// <summary>Changes who may see the image.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="visibility">One of <see cref="ImageVisibility"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AccessDeniedException">This project may not change it.</exception>
    public Task<Image> SetVisibilityAsync(string imageId, string visibility, CancellationToken cancellationToken)
        => UpdateAsync(imageId, [new ImageChange(ImageFields.Visibility, null, visibility)], cancellationToken);

    /// <summary>DELETE /v2/images/{id}: the image, its data and its members.</summary>
    /// <exception cref="NotFoundException">There is none, or this project may not see it.</exception>
    /// <exception cref="AccessDeniedException">The image is protected, or somebody else's.</exception>
    /// <exception cref="ConflictException">The store says that the data is in use.</exception>
    public Task DeleteAsync(string imageId, CancellationToken cancellationToken)
    {
        var url = Resource(session.Image, imageId);
        var verification = new Verification(url, JudgeDeletion)
        {
            Waits = [],
            StaysUndecided = (failure, _) => failure is ServiceException refusal ? ImageErrorExplainer.HalfDeleted(refusal, imageId) : failure,
        };
        return WriteAsync(imageId, ServiceRequest.Delete(url, verification), cancellationToken);
    }

    /// <summary>DELETE /v2/stores/{store}/{id}: the data in one of several stores.</summary>
    /// <param name="imageId">The image's ID.</param>
    /// <param name="storeId">A store's ID, in a form that <see cref="OpenStackId.IsStoreId"/> knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such image, or it is not in that store.</exception>
    /// <exception cref="AccessDeniedException">It is the last store that holds the data.</exception>
    /// <exception cref="ConflictException">There is no such store, or the data is in use.</exception>
    public async Task DeleteFromStoreAsync(string imageId, string storeId, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(imageId, ServiceRequest.Delete(session.Image.Resource(StoresCollection, storeId, imageId)), cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (missing.PriorOutcomeUnknown)
        {
            // An earlier attempt, whose response was lost, deleted the data.
        }
    }

    /// <summary>POST /v2/images/{id}/actions/deactivate: nobody but admins can read the data. Doing it twice is the same as once.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or it is somebody else's.</exception>
    public Task DeactivateAsync(string imageId, CancellationToken cancellationToken) => ActAsync(imageId, "deactivate", cancellationToken);

    /// <summary>POST /v2/images/{id}/actions/reactivate: the data can be read again. Doing it twice is the same as once.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or this user may not.</exception>
    public Task ReactivateAsync(string imageId, CancellationToken cancellationToken) => ActAsync(imageId, "reactivate", cancellationToken);

    private Task ActAsync(string imageId, string action, CancellationToken cancellationToken)
        => WriteAsync(imageId, ServiceRequest.Post(Resource(session.Image, imageId, "actions", action)), cancellationToken);

    /// <summary>An image with the status deleted that can still be read is one whose deletion failed in the middle.</summary>
    private static Verdict JudgeDeletion(Evidence evidence) => evidence.Response is not { } response ? Verdict.Done
        : response.Read(ImageReader.Read).Status == ImageStatus.Deleted ? Verdict.Undecided
        : Verdict.NotDone;

    private async Task<ServiceResponse> WriteAsync(string imageId, ServiceRequest request, CancellationToken cancellationToken)
    {
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            return await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await _refusal.ExplainAsync(refusal, imageId, isNew: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<ServiceResponse> ReadAsync(string imageId, CancellationToken cancellationToken)
        => session.Image.SendAsync(ServiceRequest.Get(Resource(session.Image, imageId)), observer, cancellationToken);
}
