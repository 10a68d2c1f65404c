using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Tasks;

namespace OpenStackImage.Locations;

/// <summary>Glance's /v2/images/{id}/locations of Image API 2.17 (glance/api/v2/images.py, add_location and get_locations).</summary>
internal sealed class LocationClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "locations";
    private const int LocationVersion = 17;

    /// <summary>
    /// Returns the locations of an image: with Image API 2.17 those that services see, otherwise those that the image itself shows, on
    /// clouds that show them (show_multiple_locations, show_image_direct_url).
    /// </summary>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.17.</exception>
    /// <exception cref="AccessDeniedException">The session does not have the service role.</exception>
    public async Task<IReadOnlyList<ImageLocation>> ListAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            await RequireAsync("Listing the locations of an image", cancellationToken).ConfigureAwait(false);
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(ImageClient.Resource(session.Image, imageId, Collection)), observer, cancellationToken)
                .ConfigureAwait(false);
            return response.ReadArray(json => LocationReader.Read(imageId, json));
        }
        catch (OpenStackException refusal) when (refusal is ImageApiException or AccessDeniedException)
        {
            var image = await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            if (LocationReader.Of(image) is { } shown)
            {
                return shown;
            }

            throw refusal is ServiceException denied
                ? await ExplainAsync(denied, imageId, cancellationToken).ConfigureAwait(false)
                : refusal;
        }
        catch (ServiceException refusal)
        {
            throw await ExplainAsync(refusal, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Adds a location to a queued image. Glance checks the data after its response. An attempt whose response was lost is repeated only if
    /// no new task with the same URL shows that it took effect.
    /// </summary>
    /// <param name="imageId">The ID of the image.</param>
    /// <param name="uri">The URL of the data.</param>
    /// <param name="hashAlgorithm">The algorithm of <paramref name="hashValue"/>.</param>
    /// <param name="hashValue">The expected hash in hexadecimal digits; null to have Glance compute it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The task; null if the cloud does not list tasks of images.</returns>
    /// <exception cref="ImageApiException">The cloud does not have Image API 2.17.</exception>
    public async Task<ImageTask?> AddAsync(
        string imageId, string uri, string? hashAlgorithm, string? hashValue, CancellationToken cancellationToken)
    {
        await RequireAsync("Adding a location to an image", cancellationToken).ConfigureAwait(false);
        var body = new JObject { ["url"] = uri };
        if (hashValue is not null)
        {
            // Glance compares the text with the computed hash, which is in lower case.
            body["validation_data"] = new JObject
            {
                ["os_hash_algo"] = hashAlgorithm?.ToLowerInvariant(),
                ["os_hash_value"] = hashValue.ToLowerInvariant(),
            };
        }

        var tasks = new TaskClient(session, observer);
        using var turn = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        var prior = await tasks.ReadPriorAsync(imageId, cancellationToken).ConfigureAwait(false);
        var verification = tasks.VerificationOf(
            imageId, task => task.Uri == uri && (task.IsRunning || task.Status == ImageTaskStatus.Success), prior);
        var request = ServiceRequest.PostNonIdempotent(ImageClient.Resource(session.Image, imageId, Collection), body, verification);
        try
        {
            var response = await session.Image.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            return await tasks.FindStartedAsync(imageId, response.RequestId, prior, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal)
        {
            throw await ExplainAsync(refusal, imageId, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task RequireAsync(string what, CancellationToken cancellationToken)
        => session.RequireImageApiAsync(LocationVersion, what, observer, cancellationToken);

    private Task<ServiceException> ExplainAsync(ServiceException refusal, string imageId, CancellationToken cancellationToken)
        => new ImageErrorExplainer(session, observer).ExplainAsync(refusal, RequestKind.Location, imageId, cancellationToken);
}
