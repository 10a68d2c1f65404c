using Flurl;
using OpenStackImage.Identity;

namespace OpenStackImage.Http;

/// <summary>One service of the cloud at one endpoint: puts token, retries and the base address around each request.</summary>
internal sealed class ServiceClient(string service, Uri endpoint, Transport transport, RetryPolicy retries, TokenSource tokens)
{
    /// <summary>Where the service's resources begin, with the version.</summary>
    public Uri Endpoint { get; } = endpoint;

    /// <summary>The address of a resource: segments of constant text and of IDs only.</summary>
    public Url Resource(params string[] segments) => new Url(Endpoint).AppendPathSegments(segments);

    /// <summary>Sends with the session's token; where the service no longer takes it, once more with a new one.</summary>
    public async Task<ServiceResponse> SendAsync(ServiceRequest request, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(observer, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(request, token, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (tokens.CanRenew)
        {
            token = await tokens.RenewAsync(token, observer, cancellationToken).ConfigureAwait(false);
            return await SendAsync(request, token, observer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads a list page by page, each page when the one before has been consumed. Of a <c>next</c> link only the query counts: it is asked
    /// at this endpoint, whatever path the service thinks it has behind its proxy.
    /// </summary>
    /// <exception cref="RedirectRefusedException">A link leads to another origin.</exception>
    /// <exception cref="UnexpectedAnswerException">A link leads back to a page that was read already.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Url first, string key, IRequestObserver? observer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var url = first; url is not null;)
        {
            var response = await SendAsync(ServiceRequest.Get(url), observer, cancellationToken).ConfigureAwait(false);
            var page = response.ReadPage<T>(key);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            url = NextPage(first, response.Uri, page.Next, seen);
            if (url is not null && observer is not null)
            {
                await observer.ConsumedAsync().ConfigureAwait(false);
            }
        }
    }

    private static Url? NextPage(Url first, Uri current, string? next, HashSet<string> seen)
    {
        if (string.IsNullOrEmpty(next))
        {
            return null;
        }

        var target = new Uri(current, next);
        if (!RedirectPolicy.IsSameOrigin(current, target))
        {
            throw new RedirectRefusedException($"The list at {RedirectPolicy.Origin(current)} goes on at {RedirectPolicy.Origin(target)}, which is not where this session signed in to. Nothing was sent there.");
        }

        return seen.Add(target.Query)
            ? new Url(first.ToString()) { Query = target.Query.TrimStart('?') }
            : throw new UnexpectedAnswerException($"The list at {current} never ends: its link to the next page leads back to one that was read already.");
    }

    private Task<ServiceResponse> SendAsync(ServiceRequest request, string token, IRequestObserver? observer, CancellationToken cancellationToken)
        => retries.RunAsync(
            request,
            observer,
            async (attempt, running) =>
                attempt > 1 && request.Look is { } look && await look(running).ConfigureAwait(false) is { } done
                    ? done
                    : await transport.SendAsync(service, request, token, attempt, observer, running).ConfigureAwait(false),
            cancellationToken);
}
