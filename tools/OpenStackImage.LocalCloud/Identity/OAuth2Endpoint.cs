using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>/v3/OS-OAUTH2/token: an application credential as an OAuth 2.0 client (keystone/api/os_oauth2.py).</summary>
internal sealed class OAuth2Endpoint(IdentityState identity, CloudOptions options)
{
    private const string Basic = "Basic ";
    private const string InvalidClient = "invalid_client";
    private const string OtherError = "other_error";

    private readonly Authentication _authentication = new(identity, options);

    public Reply Respond(ServiceRequest request)
    {
        if (request.Method != "POST")
        {
            return Refuse(request, StatusCodes.Status405MethodNotAllowed, OtherError, "The method is not allowed for the requested URL.");
        }

        if (ReadClient(request.Header("Authorization")) is not [var id, var secret])
        {
            return Refuse(request, StatusCodes.Status401Unauthorized, InvalidClient, "OAuth2.0 client authorization is required.");
        }

        var form = Target.QueryPairs(Encoding.UTF8.GetString(request.Body.Span));
        var grant = form.Find(field => field.Key == "grant_type").Value;
        if (grant != "client_credentials")
        {
            return Refuse(
                request, StatusCodes.Status400BadRequest, "unsupported_grant_type", $"The parameter grant_type {grant} is not supported.");
        }

        var proof = JsonSerializer.SerializeToElement(
            new Dictionary<string, Dictionary<string, string>> { ["application_credential"] = new() { ["id"] = id, ["secret"] = secret } });
        var (token, refusal) = _authentication.Authenticate(request, "application_credential", proof);
        if (token is null)
        {
            return refusal!.Status == StatusCodes.Status401Unauthorized
                ? Refuse(request, refusal.Status, InvalidClient, "The request you have made requires authentication.")
                : Refuse(
                    request, refusal.Status, OtherError, "An unknown error occurred and failed to get an OAuth2.0 access token.");
        }

        var json = new JsonText().BeginObject().Field("access_token", identity.Tokens.Issue(token))
            .Field("expires_in", (int)options.TokenLifetime.TotalSeconds).Field("token_type", "Bearer").EndObject();
        return IdentityReply.Ok(json);
    }

    private static string[]? ReadClient(string? authorization)
    {
        if (authorization?.StartsWith(Basic, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Basic.Length..], bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2)
            : null;
    }

    private static Reply Refuse(ServiceRequest request, int status, string error, string description)
    {
        JsonText json = new(ascii: true, compact: true);
        json.BeginObject().Field("error", error).Field("error_description", description).EndObject().LineFeed();
        var reply = IdentityReply.Document(status, ReasonPhrases.GetReasonPhrase(status), json);
        return status == StatusCodes.Status401Unauthorized
            ? reply.With("WWW-Authenticate", $"Keystone uri=\"{IdentityPath.V3(request)}\"")
            : reply;
    }
}
