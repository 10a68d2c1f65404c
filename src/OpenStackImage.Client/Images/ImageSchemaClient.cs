using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>A property that the cloud's schema describes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Values">The values that it may have; empty for any.</param>
internal sealed record WellKnownProperty(string Name, string Description, IReadOnlyList<string> Values);

/// <summary>What the cloud says an image is made of (api-ref image/v2, "Image Schemas"; /etc/glance/schema-image.json).</summary>
internal sealed class ImageSchemaClient(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>GET /v2/schemas/image, once a session: the properties beside the fields that every image has.</summary>
    public Task<IReadOnlyList<WellKnownProperty>> WellKnownAsync(CancellationToken cancellationToken)
        => session.WellKnownProperties.GetOrAddAsync("image", async () =>
        {
            var response = await session.Image
                .SendAsync(ServiceRequest.Get(session.Image.Resource("schemas", "image")), observer, cancellationToken)
                .ConfigureAwait(false);
            var properties = response.ReadObject<JObject>("properties").Properties()
                .Where(property => property.Value is JObject schema && schema.Value<bool?>("is_base") == false)
                .Select(property => new WellKnownProperty(
                    property.Name,
                    (string?)property.Value["description"] ?? "",
                    property.Value["enum"] is JArray values ? values.Values<string>().OfType<string>().ToArray() : []));
            return (IReadOnlyList<WellKnownProperty>)properties.ToArray();
        }, cancellationToken);
}
