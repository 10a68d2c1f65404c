using System.Net;
using System.Text;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>Reads the response of one attempt: a success or a redirect, or the exception of its status.</summary>
internal static class ResponseReader
{
    private const int PartialContent = 206;
    private const int UnknownRange = -1;
    private const int MultipleChoices = 300;

    /// <summary>Reads a response.</summary>
    /// <param name="call">The call.</param>
    /// <param name="uri">Where the request went.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="message">The response, its body not read.</param>
    /// <param name="record">Counts the bytes.</param>
    /// <param name="timeout">The time-out of the attempt.</param>
    /// <exception cref="ServiceException">The service refused the request.</exception>
    public static async Task<ServiceResponse> ReadAsync(
        ServiceCall call, Uri uri, Attempt attempt, HttpResponseMessage message, RequestRecord record, IdleTimeout timeout)
    {
        var statusCode = (int)message.StatusCode;
        var requestId = RequestIdOf(call, message);
        record.Responded(statusCode, requestId);
        if (call.Request.Receive is not null && message.IsSuccessStatusCode)
        {
            // The consumer may look at the log while the body arrives.
            record.Save();
            await ReceiveAsync(call.Request, uri, message, record, timeout).ConfigureAwait(false);
            return ResponseOf(message, uri, requestId, new ArraySegment<byte>([]));
        }

        var isSuccess = IsSuccess(call.Request, statusCode);
        var reading = isSuccess
            ? BoundedBody.ReadAsync(message.Content, uri, timeout.Token)
            : BoundedBody.ReadErrorAsync(message.Content, timeout.Token);
        var body = await reading.ConfigureAwait(false);
        record.Received = body.Count;
        return isSuccess || RedirectPolicy.IsRedirect(statusCode)
            ? ResponseOf(message, uri, requestId, body)
            : throw Refusal(call, uri, attempt, message, requestId, body);
    }

    private static bool IsSuccess(ServiceRequest request, int statusCode)
        => statusCode is >= 200 and < 300 || (statusCode == MultipleChoices && request.ExpectsVersions);

    private static ServiceResponse ResponseOf(HttpResponseMessage message, Uri uri, string? requestId, ArraySegment<byte> body)
        => new(uri, (int)message.StatusCode, TypeOf(message), body, HeaderOf(message, HeaderNames.SubjectToken))
        {
            RequestId = requestId,
            Date = message.Headers.Date,
            Location = message.Headers.Location,
        };

    /// <summary>Passes on the body while it arrives.</summary>
    private static async Task ReceiveAsync(
        ServiceRequest request, Uri uri, HttpResponseMessage message, RequestRecord record, IdleTimeout timeout)
    {
        if (request.LimitsWholeBody)
        {
            timeout.Fix();
        }

        var length = message.Content?.Headers.ContentLength;
        using var body = await BoundedBody.OpenAsync(message.Content, timeout.Token).ConfigureAwait(false);
        using var metered = new MeteredStream(body, timeout, read =>
        {
            record.Received += read;

            // .NET Framework reports a premature end as the end.
            if (read == 0 && record.Received < length)
            {
                throw new EndOfStreamException($"{length - record.Received} of {length} bytes are missing.");
            }
        });
        timeout.Pause();
        var from = (int)message.StatusCode == PartialContent ? message.Content?.Headers.ContentRange?.From ?? UnknownRange : 0;
        var data = new ResponseData(uri, (int)message.StatusCode, TypeOf(message), from, length, metered);
        await request.Receive!(data, timeout.Token).ConfigureAwait(false);
    }

    private static OpenStackException Refusal(
        ServiceCall call, Uri uri, Attempt attempt, HttpResponseMessage message, string? requestId, ArraySegment<byte> body)
    {
        var statusCode = (int)message.StatusCode;
        if (statusCode == (int)HttpStatusCode.ProxyAuthenticationRequired)
        {
            return ConnectionException.RefusedByProxy(RedirectPolicy.Origin(uri), statusCode);
        }

        var reason = Redaction.Text(call, message.ReasonPhrase ?? "");
        var text = Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count);
        var sentence = Redaction.Sentence(call, TypeOf(message), text, statusCode, reason);
        var response = new ErrorResponse(
            call.Service, call.Request.Method.Method, uri, statusCode, reason, sentence, requestId, RetryAfterOf(message), attempt)
        {
            IsHtml = ServerMessage.IsHtml(TypeOf(message)),
        };
        return statusCode == MultipleChoices
            ? ServiceException.From(
                response with { ServerMessage = "" },
                $"{RedirectPolicy.Origin(uri)}{uri.AbsolutePath} lists versions: it is not the {call.Service} endpoint.",
                ErrorIds.WrongEndpoint)
            : ServiceException.From(response);
    }

    /// <summary>
    /// Returns the wait that the service requests. A date is compared with the service's own clock if the service sends its time, because
    /// one of the two clocks may be wrong.
    /// </summary>
    internal static TimeSpan? RetryAfterOf(HttpResponseMessage message)
    {
        var value = message.Headers.RetryAfter;
        var wait = value?.Delta ?? (value?.Date - (message.Headers.Date ?? DateTimeOffset.UtcNow));
        return wait is { } positive && positive < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string TypeOf(HttpResponseMessage message) => message.Content?.Headers.ContentType?.MediaType ?? "";

    /// <summary>
    /// A header can contain up to 64 KB of text, and the log keeps the IDs of 10,000 requests. A request ID of oslo.middleware is req- and
    /// a UUID, which can be shown.
    /// </summary>
    private static string? RequestIdOf(ServiceCall call, HttpResponseMessage message)
        => HeaderOf(message, HeaderNames.RequestId) is not { } id ? null
            : id.StartsWith("req-", StringComparison.Ordinal) && Guid.TryParseExact(id.Substring(4), "D", out _) ? id
            : Redaction.Text(call, id);

    private static string? HeaderOf(HttpResponseMessage message, string name)
        => message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
