using System.Text;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Keystone's responses and errors.</summary>
internal static class IdentityReply
{
    private const string Malformed
        = " The server could not comply with the request since it is either malformed or otherwise incorrect. "
            + "The client is assumed to be in error.";

    /// <summary>Returns a resource as JSON with a line feed.</summary>
    public static Reply Ok(JsonText json) => Line(StatusCodes.Status200OK, "OK", json);

    /// <summary>Returns a new resource.</summary>
    public static Reply Created(JsonText json) => Line(StatusCodes.Status201Created, "CREATED", json);

    /// <summary>Returns a document that Keystone writes without a line feed: a token or the versions.</summary>
    public static Reply Document(int status, string reason, JsonText json)
        => Finish(new() { Status = status, Reason = reason, ContentType = MediaType.Json, Body = json.Bytes });

    public static Reply NoContent() => Finish(new() { Status = StatusCodes.Status204NoContent, Reason = "NO CONTENT" });

    public static Reply BadRequest(string message) => Error(StatusCodes.Status400BadRequest, "Bad Request", message);

    public static Reply Expecting(string what, string where) => BadRequest($"Expecting to find {what} in {where}.{Malformed}");

    /// <summary>Returns an error that ends with Keystone's standard sentence.</summary>
    public static Reply Incorrect(string message) => BadRequest(message + Malformed);

    public static Reply Forbidden(string action)
        => Error(
            StatusCodes.Status403Forbidden, "Forbidden", $"You are not authorized to perform the requested action: identity:{action}.");

    public static Reply NotAllowed(string message) => Error(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static Reply NotFound(string message) => Error(StatusCodes.Status404NotFound, "Not Found", message);

    public static Reply CouldNotFind(string what, string id) => NotFound($"Could not find {what}: {id}.");

    public static Reply Conflict(string message) => Error(StatusCodes.Status409Conflict, "Conflict", message);

    public static Reply ServerError() => Error(
        StatusCodes.Status500InternalServerError,
        "Internal Server Error",
        "An unexpected error prevented the server from fulfilling your request.");

    public static Reply Unauthorized(
        ServiceRequest request, string message = "The request you have made requires authentication.", Action<JsonText>? identity = null)
        => Error(StatusCodes.Status401Unauthorized, "Unauthorized", message, identity)
            .With("WWW-Authenticate", $"Keystone uri=\"{IdentityPath.V3(request)}\"");

    /// <summary>Returns the response to a request that completes only some of the required authentication methods.</summary>
    public static Reply Receipt(JsonText json)
        => Document(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", json).With("Openstack-Auth-Receipt", TokenStore.Random(72));

    /// <summary>Returns the response for an unknown path: Flask's page instead of Keystone's JSON.</summary>
    public static Reply UnknownPath() => Page(
        StatusCodes.Status404NotFound,
        "Not Found",
        "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");

    public static Reply MethodNotAllowed(string allow)
    {
        var reply = Line(
            StatusCodes.Status405MethodNotAllowed,
            "METHOD NOT ALLOWED",
            new JsonText().BeginObject().Field("message", "The method is not allowed for the requested URL.").EndObject());
        return reply.With("Allow", allow);
    }

    /// <summary>Returns the same response from Flask, outside of Keystone's resources.</summary>
    public static Reply MethodNotAllowedPage()
        => Page(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "The method is not allowed for the requested URL.")
            .With("Allow", "HEAD, OPTIONS, GET");

    /// <summary>A page for a browser.</summary>
    public static Reply Html(string page) => Html(StatusCodes.Status200OK, "OK", page);

    private static Reply Page(int status, string title, string text) => Html(
        status,
        title.ToUpperInvariant(),
        $"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n");

    private static Reply Html(int status, string reason, string page) => Finish(new()
    {
        Status = status,
        Reason = reason,
        ContentType = "text/html; charset=utf-8",
        Body = Encoding.UTF8.GetBytes(page),
    });

    private static Reply Error(int status, string title, string message, Action<JsonText>? identity = null)
    {
        JsonText json = new(ascii: true, compact: true);
        json.BeginObject().Name("error").BeginObject().Field("code", status);
        if (identity is not null)
        {
            json.Name("identity");
            identity(json);
        }

        json.Field("message", message).Field("title", title).EndObject().EndObject();
        return Line(status, title.ToUpperInvariant(), json);
    }

    private static Reply Line(int status, string reason, JsonText json) => Document(status, reason, json.LineFeed());

    private static Reply Finish(Reply reply)
        => reply.With("Vary", TokenHeader.Auth).With("x-openstack-request-id", $"req-{Guid.NewGuid()}");
}
