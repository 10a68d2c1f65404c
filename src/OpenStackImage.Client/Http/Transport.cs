using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Text;
using Flurl.Http;
using Flurl.Http.Content;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// The HTTP client of one session: sends one request once, follows what may be followed, logs it, and turns whatever goes wrong
/// into an <see cref="OpenStackException"/>. No exception of Flurl leaves it: those hold the request with its token.
/// </summary>
internal sealed class Transport : IDisposable
{
    private const int PartialContent = 206;

    private static readonly string UserAgent = "OpenStackImage/" + typeof(Transport).Assembly.GetName().Version!.ToString(3);

    private readonly FlurlClient _client = CreateClient(keepConnections: true);
    private readonly FlurlClient _clientWithoutPool = CreateClient(keepConnections: false);
    private readonly TimeSpan _timeout;

    public Transport(TimeSpan timeout) => _timeout = timeout;

    public RequestLog Log { get; } = new();

    /// <summary>Sends <paramref name="request"/>.</summary>
    /// <param name="service">The service type, for the log.</param>
    /// <param name="token">Goes into X-Auth-Token; null for none.</param>
    /// <param name="attempt">The number of the try, for the log.</param>
    public async Task<ServiceResponse> SendAsync(
        string service, ServiceRequest request, string? token, int attempt, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var limit = new IdleLimit(_timeout, cancellationToken);
        try
        {
            var uri = request.Url.ToUri();
            for (var hop = 0; ; hop++)
            {
                var (response, location) = await SendOnceAsync(service, request, uri, token, attempt, observer, limit).ConfigureAwait(false);
                if (response is not null)
                {
                    return response;
                }

                uri = RedirectPolicy.Follow(request.Method, uri, location, hop);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperationTimeoutException(string.Format(
                CultureInfo.InvariantCulture, "{0} {1}: nothing came for {2:0.#} seconds.", request.Method, request.Url, _timeout.TotalSeconds));
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _clientWithoutPool.Dispose();
    }

    private async Task<(ServiceResponse? Response, Uri? Location)> SendOnceAsync(
        string service, ServiceRequest request, Uri uri, string? token, int attempt, IRequestObserver? observer, IdleLimit limit)
    {
        var number = Log.NextNumber();
        var startedAt = DateTimeOffset.UtcNow;
        var started = Stopwatch.GetTimestamp();
        int? statusCode = null;
        string? requestId = null;
        long received = 0;
        using var content = Content(request, limit);
        try
        {
            using var answer = await SendFlurlAsync(request, uri, token, content, limit.Token).ConfigureAwait(false);
            var message = answer.ResponseMessage;
            statusCode = (int)message.StatusCode;
            requestId = HeaderOf(message, HeaderNames.RequestId);
            if (request.Receive is not null && message.IsSuccessStatusCode)
            {
                // What comes may be looked at while it comes, so the request must be known before.
                Log.Set(Entry());
                await ReceiveAsync(request.Receive, uri, message, limit, count => received += count).ConfigureAwait(false);
                Describe(message, observer);
                return (new ServiceResponse(uri, statusCode.Value, TypeOf(message), new ArraySegment<byte>([]), null), null);
            }

            var body = await BoundedBody.ReadAsync(message.Content, uri, limit.Token).ConfigureAwait(false);
            received = body.Count;
            Describe(message, observer);
            return RedirectPolicy.IsRedirect(statusCode.Value)
                ? (null, message.Headers.Location)
                : (Accept(service, request, uri, attempt, message, body, requestId), null);
        }
        catch (FlurlHttpException exception) when (exception.InnerException is OpenStackException)
        {
            // What was to be sent could not be read.
            ExceptionDispatchInfo.Capture(exception.InnerException).Throw();
            throw;
        }
        catch (FlurlHttpException exception)
        {
            throw Failed(request.Method, uri, exception.InnerException, limit.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw Failed(request.Method, uri, exception, limit.Token);
        }
        finally
        {
            var entry = Entry();
            Log.Set(entry);
            observer?.Completed(entry);
        }

        OpenStackRequest Entry() => new()
        {
            Number = number,
            Service = service,
            Method = request.Method.Method,
            Uri = uri,
            StatusCode = statusCode,
            DurationMs = Math.Round((Stopwatch.GetTimestamp() - started) * 1000.0 / Stopwatch.Frequency, 3),
            RequestId = requestId,
            RequestBytes = (content as DataContent)?.Sent ?? content?.Headers.ContentLength ?? 0,
            ResponseBytes = received,
            Attempt = attempt,
            StartedAt = startedAt,
        };
    }

    private static HttpContent? Content(ServiceRequest request, IdleLimit limit)
        => request.Data is not null ? new DataContent(request.Data, limit)
            : request.Body is null ? null
            : new CapturedStringContent(NewtonsoftSerializer.Instance.Serialize(request.Body), request.BodyType);

    private static void Describe(HttpResponseMessage message, IRequestObserver? observer)
    {
        if (observer is { WantsDetail: true } && message.RequestMessage is { } sent)
        {
            observer.Detail(Redaction.Describe(sent, message));
        }
    }

    /// <summary>Hands over the body while it comes.</summary>
    private static async Task ReceiveAsync(
        Func<ResponseData, CancellationToken, Task> receive, Uri uri, HttpResponseMessage message, IdleLimit limit, Action<int> count)
    {
        long received = 0;
        var length = message.Content?.Headers.ContentLength;
#if NET
        using var body = await message.Content!.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
#else
        using var body = message.Content is null ? Stream.Null : await message.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using var metered = new MeteredStream(body, limit, read =>
        {
            received += read;
            count(read);

            // .NET Framework takes an end that comes too soon for the end.
            if (read == 0 && received < length)
            {
                throw new EndOfStreamException($"{length - received} of {length} bytes are missing.");
            }
        });
        limit.Pause();
        var from = (int)message.StatusCode == PartialContent ? message.Content?.Headers.ContentRange?.From ?? 0 : 0;
        await receive(new ResponseData(uri, (int)message.StatusCode, TypeOf(message), from, length, metered), limit.Token).ConfigureAwait(false);
    }

    private Task<IFlurlResponse> SendFlurlAsync(ServiceRequest request, Uri uri, string? token, HttpContent? content, CancellationToken cancellationToken)
    {
        var flurlRequest = (request.ClosesConnection ? _clientWithoutPool : _client).Request(uri)
            .WithHeader("User-Agent", UserAgent)
            .WithHeader(HeaderNames.Accept, "application/json");
        if (token is not null)
        {
            flurlRequest.WithHeader(HeaderNames.AuthToken, token);
        }

        if (request.ClosesConnection)
        {
            flurlRequest.WithHeader("Connection", "close");
        }

        if (request.From() is > 0 and var from)
        {
            flurlRequest.WithHeader(HeaderNames.Range, string.Format(CultureInfo.InvariantCulture, "bytes={0}-", from));
        }

        if (request.Data is not null)
        {
            // A service that refuses says so before the data is sent, where it can.
            flurlRequest.WithHeader(HeaderNames.Expect, HeaderNames.Continue);
            if (request.Data.Length is null)
            {
                // .NET Framework would otherwise collect all of it to know its length.
                flurlRequest.WithHeader(HeaderNames.TransferEncoding, HeaderNames.Chunked);
            }
        }

        if (request.Header is { } header)
        {
            flurlRequest.WithHeader(header.Name, header.Value);
        }

        if (request.SubjectToken is not null)
        {
            flurlRequest.WithHeader(HeaderNames.SubjectToken, request.SubjectToken);
        }

        return flurlRequest.SendAsync(request.Method, content, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The answer if it is a success, else the exception of its status.</summary>
    private static ServiceResponse Accept(
        string service, ServiceRequest request, Uri uri, int attempt, HttpResponseMessage message, ArraySegment<byte> body, string? requestId)
    {
        var statusCode = (int)message.StatusCode;
        var contentType = TypeOf(message);
        if (statusCode is >= 200 and < 300 || (statusCode == 300 && request.ExpectsVersions))
        {
            return new ServiceResponse(uri, statusCode, contentType, body, HeaderOf(message, HeaderNames.SubjectToken)) { RequestId = requestId };
        }

        var reason = message.ReasonPhrase ?? "";
        var answer = new FailedAnswer(
            service, request.Method.Method, uri, statusCode, reason,
            ServerMessage.Read(contentType, Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count), statusCode, reason),
            requestId, RetryAfter(message), attempt);
        throw statusCode == 300
            ? ServiceException.From(answer with { ServerMessage = "" }, $"{RedirectPolicy.Origin(uri)}{uri.AbsolutePath} lists versions instead of answering: this is not the {service} endpoint.", ErrorIds.WrongEndpoint)
            : ServiceException.From(answer);
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage message)
    {
        var value = message.Headers.RetryAfter;
        var wait = value?.Delta ?? (value?.Date - DateTimeOffset.UtcNow);
        return wait is { } positive && positive < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <param name="cause">What Flurl or the stream met; never an exception of Flurl itself.</param>
    private static Exception Failed(HttpMethod method, Uri uri, Exception? cause, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        var root = cause?.GetBaseException();
        switch (root)
        {
            case OperationCanceledException or TimeoutException:
                return new OperationTimeoutException($"{RedirectPolicy.Origin(uri)} did not take a connection in time ({method} {uri.AbsolutePath}). A firewall may drop the packets, or the address is wrong.");
            case System.Security.Authentication.AuthenticationException:
                return new ConnectionException($"{RedirectPolicy.Origin(uri)} could not prove who it is: {root.Message} Nothing was sent to it.", isPassing: false, root);
            default:
                var what = root is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain }
                    ? "could not be reached"
                    : "broke off";
                return new ConnectionException($"{method} {uri} {what}: {root?.Message}", isPassing: true, root);
        }
    }

    private static string TypeOf(HttpResponseMessage message) => message.Content?.Headers.ContentType?.MediaType ?? "";

    private static string? HeaderOf(HttpResponseMessage message, string name)
        => message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static FlurlClient CreateClient(bool keepConnections)
    {
        var client = new FlurlClient(new HttpClient(ConnectionHandler.Create(keepConnections)) { Timeout = Timeout.InfiniteTimeSpan });
        client.Settings.JsonSerializer = NewtonsoftSerializer.Instance;
        client.Settings.AllowedHttpStatusRange = "*";
        client.Settings.Redirects.Enabled = false;
        client.Settings.Timeout = null;
        return client;
    }
}
