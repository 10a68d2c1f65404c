using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Tasks;

namespace OpenStackImage.Locations;

/// <summary>Glance's /v2/images/{id}/locations, which came with Image API 2.17 (glance/api/v2/images.py, add_location and get_locations).</summary>
internal sealed class LocationClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "locations";
    private const int LocationVersion = 17;

    /// <summary>GET /v2/images/{id}/locations.</summary>
    /// <exception cref="ImageApiException">The cloud is too old.</exception>
    /// <exception cref="AccessDeniedException">The session has not the role service.</exception>
    public async Task<IReadOnlyList<ImageLocation>> ListAsync(string imageId, CancellationToken cancellationToken)
    {
        await RequireAsync("Listing the locations of an image", cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(ImageClient.Resource(session.Image, imageId, Collection)), observer, cancellationToken)
                .ConfigureAwait(false);
            return [.. response.ReadArray().OfType<JObject>().Select(json => new ImageLocation
            {
                ImageId = imageId,
                Uri = json.RequiredText("url"),
                Store = json.Object("metadata").Text("store"),
            })];
        }
        catch (ServiceException refusal)
        {
            throw Explain(refusal, imageId);
        }
    }

    /// <summary>
    /// POST /v2/images/{id}/locations: gives a queued image data that lies somewhere already. Glance looks at it after the answer. A try whose answer was
    /// lost is not repeated blindly: a task with the same address tells that it was done.
    /// </summary>
    /// <param name="imageId">The image.</param>
    /// <param name="uri">Where the data lies.</param>
    /// <param name="hashAlgorithm">The algorithm of <paramref name="hashValue"/>; null with it.</param>
    /// <param name="hashValue">What the data must hash to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The task; null where the cloud does not tell.</returns>
    /// <exception cref="ImageApiException">The cloud is too old.</exception>
    public async Task<ImageTask?> AddAsync(string imageId, string uri, string? hashAlgorithm, string? hashValue, CancellationToken cancellationToken)
    {
        await RequireAsync("Adding a location to an image", cancellationToken).ConfigureAwait(false);
        var body = new JObject { ["url"] = uri };
        if (hashValue is not null)
        {
            body["validation_data"] = new JObject { ["os_hash_algo"] = hashAlgorithm, ["os_hash_value"] = hashValue };
        }

        var tasks = new TaskClient(session, observer);
        var request = ServiceRequest.PostNonIdempotent(
            ImageClient.Resource(session.Image, imageId, Collection),
            body,
            tasks.VerificationOf(imageId, task => task.Uri == uri && (task.IsRunning || task.Status == ImageTaskStatus.Success)));
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return await tasks.FindStartedAsync(imageId, response.RequestId, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw Explain(refusal, imageId);
        }
    }

    private Task RequireAsync(string what, CancellationToken cancellationToken) => session.RequireImageApiAsync(LocationVersion, what, observer, cancellationToken);

    private ServiceException Explain(ServiceException refusal, string imageId) => refusal switch
    {
        NotFoundException missing => new ImageErrorExplainer(session, observer).NotVisible(missing, imageId),
        AccessDeniedException when refusal.ServerMessage.IndexOf("http store", StringComparison.OrdinalIgnoreCase) >= 0 => refusal.Explained(
            "Only addresses of an http store may be added by users, and this cloud has no such store.", ErrorIds.StoreNotFound, "Import the data with Import-OSImage instead."),
        AccessDeniedException => refusal.Explained(
            "Locations are for the cloud's own services to see, and for an image's owner to add.", ErrorIds.RoleMissing, "To see them takes the role service; the property Stores of Get-OSImage shows the stores to everybody."),
        ConflictException when refusal.ServerMessage.IndexOf("image status", StringComparison.OrdinalIgnoreCase) >= 0 => refusal.Explained(
            $"Image {imageId} has data already, or is getting some.", ErrorIds.ImageHasData, "A location is added to a new image only."),
        _ => refusal,
    };
}
