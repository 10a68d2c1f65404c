using System.Diagnostics;
using System.Globalization;
using System.Net;
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

    private readonly FlurlClient _client;
    private readonly FlurlClient _clientWithoutPool;
    private readonly ServerCertificates _certificates;
    private readonly TimeSpan _timeout;
    private volatile bool _isClosed;

    public Transport(TimeSpan timeout, ConnectionOptions connection)
    {
        _timeout = timeout;
        _certificates = new ServerCertificates(connection);
        _client = CreateClient(connection, _certificates, keepConnections: true);
        _clientWithoutPool = CreateClient(connection, _certificates, keepConnections: false);
    }

    public RequestLog Log { get; } = new();

    /// <summary>Sends <paramref name="request"/>.</summary>
    /// <param name="service">The service type, for the log.</param>
    /// <param name="header">Authenticates it; null for none.</param>
    /// <param name="attempt">The number of the try, for the log.</param>
    public async Task<ServiceResponse> SendAsync(
        string service, ServiceRequest request, AuthHeader? header, int attempt, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var limit = new IdleTimeout(_timeout, cancellationToken);
        try
        {
            var uri = Address(request);
            for (var hop = 0; ; hop++)
            {
                ThrowIfClosed();
                var (response, location) = await SendOnceAsync(service, request, uri, header, attempt, observer, limit).ConfigureAwait(false);
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
                CultureInfo.InvariantCulture,
                limit.IsOfWhole ? "{0} {1} was not answered within {2:0.#} seconds." : "{0} {1}: nothing came for {2:0.#} seconds.",
                request.Method,
                request.Url,
                _timeout.TotalSeconds));
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _client.Dispose();
        _clientWithoutPool.Dispose();
    }

    private async Task<(ServiceResponse? Response, Uri? Location)> SendOnceAsync(
        string service, ServiceRequest request, Uri uri, AuthHeader? header, int attempt, IRequestObserver? observer, IdleTimeout limit)
    {
        var number = Log.NextNumber();
        var startedAt = DateTimeOffset.UtcNow;
        var started = Stopwatch.GetTimestamp();
        int? statusCode = null;
        string? requestId = null;
        long received = 0;
        using var content = Content(service, request, limit);
        try
        {
            using var answer = await SendFlurlAsync(request, uri, header, content, limit.Token).ConfigureAwait(false);
            var message = answer.ResponseMessage;
            statusCode = (int)message.StatusCode;
            requestId = HeaderOf(message, HeaderNames.RequestId);
            if (request.Receive is not null && message.IsSuccessStatusCode)
            {
                // What comes may be looked at while it comes, so the request must be known before.
                Log.Set(Entry());
                if (request.EndsInTime)
                {
                    limit.Fix();
                }

                await ReceiveAsync(request.Receive, uri, message, limit, count => received += count).ConfigureAwait(false);
                Describe(message, observer);
                return (new ServiceResponse(uri, statusCode.Value, TypeOf(message), new ArraySegment<byte>([]), null), null);
            }

            var body = IsSuccess(request, statusCode.Value)
                ? await BoundedBody.ReadAsync(message.Content, uri, limit.Token).ConfigureAwait(false)
                : await BoundedBody.ReadErrorAsync(message.Content, limit.Token).ConfigureAwait(false);
            received = body.Count;
            Describe(message, observer);
            return RedirectPolicy.IsRedirect(statusCode.Value)
                ? (null, message.Headers.Location)
                : (Accept(service, request, uri, header, attempt, message, body, requestId), null);
        }
        catch (FlurlHttpException exception) when (exception.InnerException is OpenStackException)
        {
            // What was to be sent could not be read.
            ExceptionDispatchInfo.Capture(exception.InnerException).Throw();
            throw;
        }
        catch (FlurlHttpException exception)
        {
            throw Failed(request.Method, uri, attempt, exception.InnerException, limit.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            throw Failed(request.Method, uri, attempt, exception, limit.Token);
        }
        catch (InvalidDataException exception)
        {
            throw new UnexpectedResponseException($"{request.Method} {uri} was answered with what is not compressed as it says: {exception.Message}", exception);
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
            TokenHeader = header?.Name,
            BodyType = request.Body is null ? (content as DataContent)?.Headers.ContentType?.MediaType : request.BodyType,
        };
    }

    private static void Describe(HttpResponseMessage message, IRequestObserver? observer)
    {
        if (observer is { WantsDetail: true } && message.RequestMessage is { } sent)
        {
            observer.Detail(Redaction.Describe(sent, message));
        }
    }

    /// <summary>Hands over the body while it comes.</summary>
    private static async Task ReceiveAsync(
        Func<ResponseData, CancellationToken, Task> receive, Uri uri, HttpResponseMessage message, IdleTimeout limit, Action<int> count)
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

    /// <summary>
    /// The body. Where there is none, .NET sends a request up to four times by itself if the connection ends without an answer, unseen and beside our own
    /// tries; an empty body keeps it from that. Keystone's GETs are left to it: under uwsgi its kept connections are dead more often than not.
    /// </summary>
    private static HttpContent? Content(string service, ServiceRequest request, IdleTimeout limit)
    {
        if (request.Data is not null)
        {
            return new DataContent(request.Data, limit);
        }

        if (request.Body is not null)
        {
            return new CapturedStringContent(request.Body as string ?? JsonText.Of((Newtonsoft.Json.Linq.JToken)request.Body), request.BodyType);
        }

        if (service == ServiceTypes.Identity)
        {
            return null;
        }

#if NET
        return new ByteArrayContent([]);
#else
        return null;
#endif
    }

    private Task<IFlurlResponse> SendFlurlAsync(ServiceRequest request, Uri uri, AuthHeader? header, HttpContent? content, CancellationToken cancellationToken)
    {
        var client = request.ClosesConnection ? _clientWithoutPool : _client;
        var flurlRequest = new FlurlRequest(uri.AbsoluteUri) { Client = client, Verb = request.Method, Content = content }
            .WithHeader(HeaderNames.UserAgent, UserAgent)
            .WithHeader(HeaderNames.Accept, "application/json");
        if (header is not null)
        {
            flurlRequest.WithHeader(header.Name, header.Value);
        }

        if (request.Authorization is not null)
        {
            flurlRequest.WithHeader(HeaderNames.Authorization, request.Authorization);
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

        if (request.Header is { } own)
        {
            flurlRequest.WithHeader(own.Name, own.Value);
        }

        if (request.SubjectToken is not null)
        {
            flurlRequest.WithHeader(HeaderNames.SubjectToken, request.SubjectToken);
        }

        return client.SendAsync(flurlRequest, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The answer if it is a success, else the exception of its status.</summary>
    private static ServiceResponse Accept(
        string service, ServiceRequest request, Uri uri, AuthHeader? header, int attempt, HttpResponseMessage message, ArraySegment<byte> body, string? requestId)
    {
        var statusCode = (int)message.StatusCode;
        var contentType = TypeOf(message);
        if (IsSuccess(request, statusCode))
        {
            return new ServiceResponse(uri, statusCode, contentType, body, HeaderOf(message, HeaderNames.SubjectToken)) { RequestId = requestId };
        }

        if (statusCode == (int)HttpStatusCode.ProxyAuthenticationRequired)
        {
            throw ConnectionException.RefusedByProxy(RedirectPolicy.Origin(uri), statusCode);
        }

        var reason = message.ReasonPhrase ?? "";
        var answer = new ErrorResponse(
            service, request.Method.Method, uri, statusCode, reason,
            Sentence(request, header, contentType, Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count), statusCode, reason),
            requestId, RetryAfter(message), attempt);
        throw statusCode == 300
            ? ServiceException.From(answer with { ServerMessage = "" }, $"{RedirectPolicy.Origin(uri)}{uri.AbsolutePath} lists versions instead of answering: this is not the {service} endpoint.", ErrorIds.WrongEndpoint)
            : ServiceException.From(answer);
    }

    private static bool IsSuccess(ServiceRequest request, int statusCode) => statusCode is >= 200 and < 300 || (statusCode == 300 && request.ExpectsVersions);

    /// <summary>The service's sentence. A page for developers may repeat the headers and the body of the request.</summary>
    private static string Sentence(ServiceRequest request, AuthHeader? header, string contentType, string body, int statusCode, string reason)
    {
        var text = ServerMessage.Read(contentType, body, statusCode, reason);
        if (request.Secrets.Any(secret => secret.Length > 0 && text.Contains(secret)))
        {
            return "(What it says repeats a secret of the request, and is not shown.)";
        }

        return ServerMessage.Shorten(header is not null ? text.Replace(header.Value, "(the token)") : text);
    }

    /// <exception cref="OpenStackException">What was asked for cannot be part of an address.</exception>
    private static Uri Address(ServiceRequest request)
    {
        try
        {
            // Half a surrogate pair would arrive as another character, and another image might have that name.
            return request.Url.QueryParams.All(parameter => IsText(parameter.Value as string))
                ? request.Url.ToUri()
                : throw new UriFormatException("it holds half a surrogate pair");
        }
        catch (UriFormatException exception)
        {
            throw new OpenStackException(ErrorIds.InvalidRequest, $"A text cannot be sent to {RedirectPolicy.Origin(new Uri(request.Url.Root))}: {exception.Message}.");
        }
    }

    private static bool IsText(string? value)
    {
        for (var i = 0; i < value?.Length; i++)
        {
            if (char.IsSurrogate(value[i]) && (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new SessionClosedException();
        }
    }

    /// <summary>A date is measured by the service's own clock where it tells it: one of the two may be wrong.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage message)
    {
        var value = message.Headers.RetryAfter;
        var wait = value?.Delta ?? (value?.Date - (message.Headers.Date ?? DateTimeOffset.UtcNow));
        return wait is { } positive && positive < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <param name="cause">What Flurl or the stream met; never an exception of Flurl itself.</param>
    private Exception Failed(HttpMethod method, Uri uri, int attempt, Exception? cause, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        var root = cause?.GetBaseException();
        var recommendedAction = _certificates.LackedOwn && !Log.HasAnswerOf(uri) ? ConnectionException.ShowCertificate : null;
        switch (root)
        {
            case OperationCanceledException or TimeoutException:
                return new OperationTimeoutException($"{RedirectPolicy.Origin(uri)} did not take a connection in time ({method} {uri.AbsolutePath}). A firewall may drop the packets, or the address is wrong.");
            case CertificateCheckException refused:
                return new CertificateRefusedException($"{RedirectPolicy.Origin(uri)} could not prove who it is: {refused.Message} Nothing was sent to it. {refused.RecommendedAction}", refused) { RecommendedAction = refused.RecommendedAction };
            case System.Security.Authentication.AuthenticationException:
                return new ConnectionException($"No encrypted connection to {RedirectPolicy.Origin(uri)} came about: {root.Message} Nothing was sent to it.", isTransient: false, root, recommendedAction: recommendedAction);
            case not null when ProxyError.StatusOf(root) is >= 400 and < 500 and var status:
                return ConnectionException.RefusedByProxy(RedirectPolicy.Origin(uri), status);
            default:
                var wasReached = ProxyError.StatusOf(root) is null && root is not SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain };
                var tries = attempt > 1 ? string.Format(CultureInfo.InvariantCulture, " ({0} tries)", attempt) : "";
                return new ConnectionException(
                    $"{method} {uri} {(wasReached ? "broke off" : "could not be reached")}: {root?.Message}{tries}",
                    isTransient: true, root, wasReached, wasReached ? recommendedAction : null);
        }
    }

    private static string TypeOf(HttpResponseMessage message) => message.Content?.Headers.ContentType?.MediaType ?? "";

    private static string? HeaderOf(HttpResponseMessage message, string name)
        => message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static FlurlClient CreateClient(ConnectionOptions connection, ServerCertificates certificates, bool keepConnections)
    {
        var client = new FlurlClient(new HttpClient(ConnectionHandler.Create(connection, certificates, keepConnections)) { Timeout = Timeout.InfiniteTimeSpan });
        client.Settings.AllowedHttpStatusRange = "*";
        client.Settings.Redirects.Enabled = false;
        client.Settings.Timeout = null;
        return client;
    }
}
