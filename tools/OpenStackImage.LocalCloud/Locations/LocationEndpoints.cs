using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.Imports;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Locations;

/// <summary>/v2/images/{id}/locations. The cloud is assumed to have an http store.</summary>
internal sealed class LocationEndpoints(ImageStore store, ImportRun run, CloudOptions options)
{
    /// <summary>The minor version that introduced it.</summary>
    public const int FirstVersion = 17;

    /// <summary>The minor version of the first release that filters the URLs of locations like those of web-download.</summary>
    private const int FilterVersion = 18;

    private const string HttpStore = "http";

    public Reply List(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (!token.IsService)
            {
                return ImageError.NotAuthorized(request, "fetch_image_location");
            }

            var json = new JsonText();
            ImageDocument.WriteLocationList(json, image);
            return ImageReply.Ok(json);
        }
    }

    public Reply Add(ServiceRequest request, TokenRecord token, string id)
    {
        if (!ImageBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        if (!body.TryGet("url", out var url) || url.ValueKind != JsonValueKind.String)
        {
            return ImageError.BadRequest(request, "Provided object does not match schema 'location': 'url' is a required property");
        }

        lock (store.Gate)
        {
            if (store.Seen(token, id) is not { } image)
            {
                return ImageError.NoImage(request, id);
            }

            if (image.Status != ImageStatus.Queued)
            {
                return ImageError.Conflict(request, $"It's not allowed to add locations if image status is {image.Status}.");
            }

            if (!token.IsService && !token.MayChange(image))
            {
                return ImageError.NotAuthorized(request, "add_image_location");
            }

            var uri = url.GetString()!;
            if (!token.IsService && !uri.StartsWith(Uri.UriSchemeHttp, StringComparison.Ordinal))
            {
                return ImageError.Forbidden(request, "http store must be enabled to use location API by normal user.");
            }

            var expected = ValidationData.Read(body, out var invalid);
            if (invalid is not null)
            {
                return ImageError.BadRequest(request, invalid);
            }

            if (options.ImageApiMinor >= FilterVersion && uri.StartsWith(HttpStore, StringComparison.Ordinal) && !WebFetch.Allows(uri))
            {
                return ImageError.BadRequest(request, $"URI for add location does not pass filtering: {uri}");
            }

            var input = ValidationData.Write(new JsonText().BeginObject().Field("image_id", id).Field("loc_url", uri), expected)
                .EndObject().Bytes;
            var reply = ImageReply.Accepted();
            var fetch = WebFetch.ReadAsync(uri);
            run.Start(
                "location_import",
                token,
                image,
                [HttpStore],
                input,
                reply,
                fetch,
                _ => expected is null || fetch.Result.Hash(expected.Algorithm) == expected.Value ? fetch.Result : null,
                hashAlgorithm: expected?.Algorithm);
            return reply;
        }
    }
}
