using System.Globalization;
#if NET
using Flurl.Http;
#endif
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// The HTTP client of one session: sends one attempt of a call, follows the redirects that may be followed, logs each request, and turns
/// each failure into an <see cref="OpenStackException"/>.
/// </summary>
internal sealed class Transport : IDisposable
{
    private const int ExpectationFailed = 417;

    private readonly ConnectionPools _connections;
    private readonly ConnectionFailures _failures;
    private readonly TimeSpan _timeout;
    private volatile bool _isClosed;

    public Transport(TimeSpan timeout, ConnectionOptions connection)
    {
        _timeout = timeout;
        var certificates = new ServerCertificates(connection);
        _failures = new ConnectionFailures(Log, certificates);
        _connections = new ConnectionPools(connection, certificates);
    }

    public RequestLog Log { get; } = new();

    /// <summary>Measures the waits between requests.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Sends one attempt of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="OpenStackException">The service refused the request, or there was no response.</exception>
    public async Task<ServiceResponse> SendAsync(ServiceCall call, Attempt attempt, CancellationToken cancellationToken)
    {
        attempt.Budget.CountRequest();
        using var timeout = new IdleTimeout(_timeout, cancellationToken);
        var uri = RequestBuilder.UrlOf(call.Request);
        RefuseLinkWithToken(call, uri);
        for (var redirects = 0; ;)
        {
            try
            {
                var response = await SendOnceAsync(call, uri, attempt, timeout).ConfigureAwait(false);
                if (!RedirectPolicy.IsRedirect(response.StatusCode))
                {
                    return response;
                }

                RefuseRedirectWithSecret(call, uri, response.Location);
                uri = RedirectPolicy.Follow(call.Request.Method, uri, response.Location, redirects++);
            }
            catch (ConnectionException failure) when (failure.MayBeOfKeptConnection && call.Request.CanRepeatAtOnce)
            {
                // The server had probably closed a kept connection. This does not count as an attempt: the request was never read.
                attempt = attempt.OverNewConnection(failure);
            }
            catch (ServiceException refusal) when (
                refusal.StatusCode == ExpectationFailed && !call.OmitsExpect && call.Request.CanReplay)
            {
                call = call with { OmitsExpect = true };
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw TimedOut(call.Request, timeout);
            }
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _connections.Dispose();
    }

    private static void RefuseLinkWithToken(ServiceCall call, Uri uri)
    {
        if (Redaction.RepeatsToken(call, uri))
        {
            throw new UnexpectedResponseException(
                $"{RedirectPolicy.Origin(uri)} sent a link that contains the token of the session. No request was sent to it.");
        }
    }

    private static void RefuseRedirectWithSecret(ServiceCall call, Uri uri, Uri? location)
    {
        if (location is not null && Redaction.Repeats(call, location.ToString()))
        {
            throw new RedirectRefusedException(
                $"{RedirectPolicy.Origin(uri)} redirects to a URL that repeats a secret of the request. The redirect was not followed.");
        }
    }

    private OperationTimeoutException TimedOut(ServiceRequest request, IdleTimeout timeout) => new(string.Format(
        CultureInfo.InvariantCulture,
        timeout.IsOfWhole ? "{0} {1} received no whole response within {2:0.#} seconds."
            : timeout.IsSlow ? "{0} {1} transferred less than {3} bytes in {2:0.#} seconds."
            : "{0} {1} received no data for {2:0.#} seconds.",
        request.Method,
        request.Url,
        _timeout.TotalSeconds,
        IdleTimeout.MinBytes));

    private async Task<ServiceResponse> SendOnceAsync(ServiceCall call, Uri uri, Attempt attempt, IdleTimeout timeout)
    {
        ThrowIfClosed();
        var client = _connections.ClientOf(call.Request, attempt, uri);
        using var content = RequestBuilder.ContentOf(call, timeout);
        var record = new RequestRecord(Log, call, uri, attempt.Number, content);
        try
        {
            var request = RequestBuilder.Build(call, uri, content, call.Request.ClosesConnection);
            request.Client = client;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token)
                .ConfigureAwait(false);
            _connections.OnResponse(client, uri);
            Redaction.Describe(call, response.ResponseMessage);
            return await ResponseReader.ReadAsync(call, uri, attempt, response.ResponseMessage, record, timeout).ConfigureAwait(false);
        }
#if NET
        catch (FlurlHttpException exception) when (UploadConnection.RefusalOf(exception) is { } refusal)
        {
            using var message = refusal.ToMessage();
            return await ResponseReader.ReadAsync(call, uri, attempt, message, record, timeout).ConfigureAwait(false);
        }
#endif
        catch (Exception exception) when (ConnectionFailures.IsKnown(exception))
        {
            ThrowIfClosed();
            var mayBeOfKept = _connections.OnFailure(client, uri);
            throw _failures.Map(call, uri, attempt, exception, mayBeOfKept, timeout.Token);
        }
        finally
        {
            record.Complete();
        }
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw new SessionClosedException();
        }
    }
}
