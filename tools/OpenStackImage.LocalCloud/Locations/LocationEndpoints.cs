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

            var uri = url.GetString()!;
            if (RefuseLocation(request, token, image, uri) is { } forbidden)
            {
                return forbidden;
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

            return Import(token, image, uri, expected);
        }
    }

    private static Reply? RefuseLocation(ServiceRequest request, TokenRecord token, ImageRecord image, string uri)
        => image.Status != ImageStatus.Queued
            ? ImageError.Conflict(request, $"It's not allowed to add locations if image status is {image.Status}.")
            : !token.IsService && !token.MayChange(image)
            ? ImageError.NotAuthorized(request, "add_image_location")
            : !token.IsService && !uri.StartsWith(Uri.UriSchemeHttp, StringComparison.Ordinal)
            ? ImageError.Forbidden(request, "http store must be enabled to use location API by normal user.")
            : null;

    private Reply Import(TokenRecord token, ImageRecord image, string uri, ValidationData? expected)
    {
        var input = ValidationData.Write(new JsonText().BeginObject().Field("image_id", image.Id).Field("loc_url", uri), expected)
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
