using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's successful responses.</summary>
internal static class ImageReply
{
    /// <summary>The default of webob, which Glance uses for responses without a body.</summary>
    public const string EmptyType = "text/html; charset=UTF-8";

    private const string RequestIdHeader = "X-Openstack-Request-Id";

    public static Reply Ok(JsonText json) => Json(StatusCodes.Status200OK, "OK", json);

    public static Reply Json(int status, string reason, JsonText json)
        => new Reply { Status = status, Reason = reason, ContentType = MediaType.Json, Body = json.Bytes }.WithRequestId();

    public static Reply NoContent() => Empty(StatusCodes.Status204NoContent, "No Content");

    public static Reply Accepted() => Empty(StatusCodes.Status202Accepted, "Accepted");

    public static Reply WithRequestId(this Reply reply) => reply.With(RequestIdHeader, $"req-{Guid.NewGuid()}");

    public static string RequestId(this Reply reply) => reply.Headers.Find(header => header.Key == RequestIdHeader).Value;

    private static Reply Empty(int status, string reason)
        => new Reply { Status = status, Reason = reason, ContentType = EmptyType }.WithRequestId();
}
