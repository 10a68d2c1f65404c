using Flurl;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>One service of the cloud at one endpoint: adds the base URL, the token and the retries to each request.</summary>
internal sealed class ServiceClient(string service, Uri endpoint, Transport transport, RetryPolicy retries, IAuthHeaderSource tokens)
{
    /// <summary>The maximum number of tokens that one operation obtains, regardless of their lifetimes.</summary>
    private const int MaxReplacements = 3;

    private readonly Verifier _verifier = new(transport);
    private readonly string _root = endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>The base URL of the service's resources, with the version.</summary>
    public Uri Endpoint { get; } = endpoint;

    /// <summary>Explains a 403 response that does not depend on the request; null if the caller explains it.</summary>
    public Func<AccessDeniedException, ServiceException?>? Explain { get; init; }

    /// <summary>Returns the URL of a resource: constant segments and IDs only. Flurl parses the URL only to add a query.</summary>
    /// <exception cref="OpenStackException">A segment would address another resource.</exception>
    public Url Resource(params string[] segments)
        => Array.TrueForAll(segments, OpenStackId.IsPathSegment)
            ? new Url(string.Join("/", [_root, .. segments.Select(segment => Url.EncodeIllegalCharacters(segment))]))
            : throw new OpenStackException(
                ErrorIds.IdRefused,
                $"'{string.Join("/", segments)}' cannot be part of a URL: only an ID is allowed there. No request was sent.");

    /// <summary>
    /// Sends a request with the session's token. If the service rejects the token, the request is sent again with a new one.
    /// </summary>
    /// <inheritdoc cref="SendAsync{T}(ServiceRequest, Func{ServiceResponse, T}, IRequestObserver, CancellationToken)"/>
    public Task<ServiceResponse> SendAsync(ServiceRequest request, IRequestObserver? observer, CancellationToken cancellationToken)
        => SendAsync(request, response => response, observer, cancellationToken);

    /// <summary>
    /// Sends a request with the session's token. If the service rejects the token, the request is sent again with a new one. A successful
    /// response that cannot be read is treated as an unknown outcome, like a lost response.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the response, or the one of the GET that verifies the request.</param>
    /// <param name="observer">Is notified of each attempt.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AuthenticationException">The service rejects the new token too, or there is none.</exception>
    /// <exception cref="OutcomeUnknownException">A response was lost, and it cannot be determined whether the request took
    /// effect.</exception>
    public async Task<T> SendAsync<T>(
        ServiceRequest request, Func<ServiceResponse, T> read, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var attempt = Attempt.Start();
        var replacements = 0;
        var header = await tokens.GetAsync(observer, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var call = new ServiceCall(service, request, header, observer);
            try
            {
                return read(await retries.RunAsync(call, attempt, SendAttemptAsync, cancellationToken).ConfigureAwait(false));
            }
            catch (AuthenticationException rejection) when (replacements < MaxReplacements && (request.CanReplay || !tokens.CanRenew))
            {
                replacements++;
                header = await tokens.ReplaceAsync(header, service, rejection, observer, cancellationToken).ConfigureAwait(false);
                attempt = (rejection.Response?.Attempt ?? attempt).After(rejection);
            }
            catch (AccessDeniedException denied) when (Explain?.Invoke(denied) is { } explained)
            {
                throw explained;
            }
            catch (OpenStackException failure) when (Verifier.IsNeeded(request, failure))
            {
                var verified = await _verifier.RunAsync(call, attempt, failure, mayRepeat: false, cancellationToken).ConfigureAwait(false);
                if (verified is null)
                {
                    throw;
                }

                return read(verified);
            }
            catch (ObjectDisposedException)
            {
                // Another runspace has disconnected the session.
                throw new SessionClosedException();
            }
        }
    }

    /// <summary>GET; null if the resource does not exist, or this project cannot see it.</summary>
    public async Task<ServiceResponse?> FindAsync(Url url, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(ServiceRequest.Get(url), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException missing) when (!missing.IsOfProxy)
        {
            return null;
        }
    }

    /// <summary>Reads a list page by page: see <see cref="ListReader{T}"/>.</summary>
    /// <param name="first">The first page.</param>
    /// <param name="key">The property that holds the items.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="marker">Returns the marker of an item after which a list continues.</param>
    /// <param name="observer">Is notified of each request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="requiresAll">True if an item that cannot be used ends the list; otherwise it is one error.</param>
    /// <exception cref="RedirectRefusedException">A link leads to another origin.</exception>
    /// <exception cref="UnexpectedResponseException">A link leads back to a page that was already read.</exception>
    public IAsyncEnumerable<T> ListAsync<T>(
        Url first, string key, ReadJson<T> readItem, Func<T, string> marker, IRequestObserver? observer,
        CancellationToken cancellationToken, bool requiresAll = false)
        where T : class
        => new ListReader<T>(this, first, key, readItem, marker, observer) { RequiresAll = requiresAll }.ReadAsync(cancellationToken);

    private async Task<ServiceResponse> SendAttemptAsync(ServiceCall call, Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.PriorOutcomeUnknown && call.Request.Retry.VerifiesFirst)
        {
            var response = await _verifier.RunAsync(call, attempt, attempt.PriorFailure!, mayRepeat: true, cancellationToken)
                .ConfigureAwait(false);
            if (response is not null)
            {
                return response;
            }
        }

        return await transport.SendAsync(call, attempt, cancellationToken).ConfigureAwait(false);
    }
}
