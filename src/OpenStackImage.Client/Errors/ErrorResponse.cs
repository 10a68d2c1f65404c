using System.Globalization;

namespace OpenStackImage.Errors;

/// <summary>What a service answered when it refused: enough to explain it, nothing that is secret.</summary>
/// <param name="Service">The service type, <c>identity</c> or <c>image</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where the request went.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Reason">The reason phrase of the status line.</param>
/// <param name="ServerMessage">The service's own sentence, cleaned of markup; empty if it gave none.</param>
/// <param name="RequestId">x-openstack-request-id, which Glance leaves out of its 401 and 300.</param>
/// <param name="RetryAfter">How long the service asks to wait.</param>
/// <param name="Attempt">The number of the try.</param>
internal sealed record ErrorResponse(
    string Service,
    string Method,
    Uri Uri,
    int StatusCode,
    string Reason,
    string ServerMessage,
    string? RequestId,
    TimeSpan? RetryAfter,
    int Attempt)
{
    /// <summary>The service's sentence with the status and the request id, for the end of a message.</summary>
    public string Quote()
    {
        var tries = Attempt > 1 ? string.Format(CultureInfo.InvariantCulture, ", {0} tries", Attempt) : "";
        var wait = RetryAfter is { } asked && asked > TimeSpan.Zero ? string.Format(CultureInfo.InvariantCulture, ", asks to wait {0:0} s", asked.TotalSeconds) : "";
        var requestId = RequestId is null ? "" : $", request id {RequestId}";
        var status = string.Format(CultureInfo.InvariantCulture, "HTTP {0} {1}", StatusCode, Reason).TrimEnd() + tries + wait;
        return ServerMessage.Length == 0
            ? $"({Method} {Uri.AbsolutePath}: {status}{requestId})"
            : $"{ServerMessage} ({Method} {Uri.AbsolutePath}: {status}{requestId})";
    }
}
