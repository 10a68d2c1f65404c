using System.Globalization;

namespace OpenStackImage.Errors;

/// <summary>The response of a service that refused a request. It contains what is needed to explain the refusal, and no secrets.</summary>
/// <param name="Service">The service type, <c>identity</c> or <c>image</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The URL of the request.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Reason">The reason phrase of the status line.</param>
/// <param name="ServerMessage">The message of the service, without markup; empty if there is none.</param>
/// <param name="RequestId">x-openstack-request-id, which the 401 and 300 of Glance do not have.</param>
/// <param name="RetryAfter">The wait that the service requests.</param>
/// <param name="Attempt">The attempt.</param>
internal sealed record ErrorResponse(
    string Service,
    string Method,
    Uri Uri,
    int StatusCode,
    string Reason,
    string ServerMessage,
    string? RequestId,
    TimeSpan? RetryAfter,
    Attempt Attempt)
{
    /// <summary>True for an HTML page. Glance sends its refusals as HTML too, but with a request ID.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Returns the message of the service with the status and the request ID, for the end of a message.</summary>
    public string Quote()
    {
        var attempts = Attempt.Number > 1 ? string.Format(CultureInfo.InvariantCulture, ", {0} attempts", Attempt.Number) : "";
        var wait = RetryAfter is { } asked && asked > TimeSpan.Zero
            ? string.Format(CultureInfo.InvariantCulture, ", retry after {0:0} s", asked.TotalSeconds)
            : "";
        var requestId = RequestId is null ? "" : $", request id {RequestId}";
        var status = string.Format(CultureInfo.InvariantCulture, "HTTP {0} {1}", StatusCode, Reason).TrimEnd() + attempts + wait;
        return ServerMessage.Length == 0
            ? $"({Method} {Uri.AbsolutePath}: {status}{requestId})"
            : $"{ServerMessage} ({Method} {Uri.AbsolutePath}: {status}{requestId})";
    }
}
