using System.Diagnostics;

namespace OpenStackImage.Http;

/// <summary>The log entry of one request, from the moment it is sent.</summary>
internal sealed class RequestRecord(RequestLog log, ServiceCall call, Uri uri, int attempt, HttpContent? content)
{
    private readonly long _number = log.NextNumber();
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private readonly long _started = Stopwatch.GetTimestamp();
    private int? _statusCode;
    private string? _requestId;

    /// <summary>The number of received bytes of the response body.</summary>
    public long Received { get; set; }

    /// <summary>Notes the status line and the headers.</summary>
    public void Responded(int statusCode, string? requestId) => (_statusCode, _requestId) = (statusCode, requestId);

    /// <summary>Adds the known facts to the log; the entry is replaced when the request has completed.</summary>
    public OpenStackRequest Save()
    {
        var entry = new OpenStackRequest
        {
            Number = _number,
            Service = call.Service,
            Method = call.Request.Method.Method,
            Uri = uri,
            StatusCode = _statusCode,
            DurationMs = Math.Round((Stopwatch.GetTimestamp() - _started) * 1000.0 / Stopwatch.Frequency, 3),
            RequestId = _requestId,
            RequestBytes = (content as DataContent)?.Sent ?? content?.Headers.ContentLength ?? 0,
            ResponseBytes = Received,
            Attempt = attempt,
            StartedAt = _startedAt.LocalDateTime,
            TokenHeader = call.Header?.Name,
            BodyType = call.Request.Body?.MediaType,
        };
        log.Set(entry);
        return entry;
    }

    /// <summary>Adds the request to the log, and notifies the observer if there is one.</summary>
    public void Complete()
    {
        var entry = Save();
        call.Observer?.Completed(entry);
    }
}
