using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Flurl;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>One service of the cloud at one endpoint: puts token, retries and the base address around each request.</summary>
internal sealed class ServiceClient(string service, Uri endpoint, Transport transport, RetryPolicy retries, IAuthHeaderSource tokens)
{
    /// <summary>Where a list goes on, in the queries of every OpenStack service.</summary>
    private const string MarkerParameter = "marker";

    /// <summary>Glance may leave out of a page what its policy hides (glance/api/v2/images.py, index); so many in a row it does not.</summary>
    private const int MaxEmptyPages = 100;

    /// <summary>Where the service's resources begin, with the version.</summary>
    public Uri Endpoint { get; } = endpoint;

    /// <summary>Explains a 403 that does not depend on what was requested; null leaves it to the caller.</summary>
    public Func<AccessDeniedException, ServiceException?>? Explain { get; init; }

    /// <summary>The address of a resource: segments of constant text and of IDs only.</summary>
    /// <exception cref="OpenStackException">A segment is none: it would lead to another resource.</exception>
    public Url Resource(params string[] segments)
        => Array.TrueForAll(segments, OpenStackId.IsPathSegment)
            ? new Url(Endpoint).AppendPathSegments(segments)
            : throw new OpenStackException(ErrorIds.IdRefused, $"'{string.Join("/", segments)}' cannot be part of an address: only an ID may stand there. Nothing was sent.");

    /// <summary>Sends with the session's token; where the service no longer takes it, again with a new one.</summary>
    /// <exception cref="AuthenticationException">The service does not take the new token either, or there is none to be had.</exception>
    public async Task<ServiceResponse> SendAsync(ServiceRequest request, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var tries = new Tries();
        var header = await tokens.GetAsync(observer, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            try
            {
                return await SendAsync(request, header, tries, observer, cancellationToken).ConfigureAwait(false);
            }
            catch (AuthenticationException rejection) when (request.CanReplay || !tokens.CanRenew)
            {
                header = await tokens.ReplaceAsync(header, service, rejection, observer, cancellationToken).ConfigureAwait(false);
            }
            catch (AccessDeniedException denied) when (Explain?.Invoke(denied) is { } explained)
            {
                throw explained;
            }
            catch (ServiceException failed) when (failed.StatusCode == 500 && request is { Look: not null, Data: null })
            {
                // A write that ended in 500 is not sent again, but it may have been done.
                if (await request.Look(cancellationToken).ConfigureAwait(false) is not { } done)
                {
                    throw;
                }

                return done;
            }
            catch (ObjectDisposedException)
            {
                // Another runspace ended the session meanwhile.
                throw new SessionClosedException();
            }
        }
    }

    /// <summary>
    /// Reads a list page by page, each page when the one before has been consumed, and each item as soon as it has come. A page is read at the pace of
    /// the network, whatever the consumer's, so that no service is kept waiting with an open connection; where it breaks off, it goes on behind the last item.
    /// Of a <c>next</c> link only the query counts: it is asked at this endpoint, whatever path the service thinks it has behind its proxy.
    /// </summary>
    /// <param name="first">The first page.</param>
    /// <param name="key">The property that holds the items.</param>
    /// <param name="readItem">Reads an item.</param>
    /// <param name="marker">What the service calls an item behind which a list goes on.</param>
    /// <param name="observer">Hears of the requests.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RedirectRefusedException">A link leads to another origin.</exception>
    /// <exception cref="UnexpectedResponseException">A link leads back to a page that was read already.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Url first, string key, ReadJson<T> readItem, Func<T, string> marker, IRequestObserver? observer, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { first.ToUri().Query };
        var emptyPages = 0;
        for (var url = first; url is not null;)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var items = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            var reading = ReadPageAsync(url, key, readItem, marker, items.Writer, observer, leaving.Token);
            var isEmpty = true;
            try
            {
                while (await items.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    while (items.Reader.TryRead(out var item))
                    {
                        isEmpty = false;
                        yield return item;
                    }
                }
            }
            finally
            {
                // Whoever has had enough does not have the rest of the page read.
                leaving.Cancel();
            }

            url = NextPage(first, url.ToUri(), await reading.ConfigureAwait(false), seen);
            emptyPages = isEmpty ? emptyPages + 1 : 0;
            if (url is not null && emptyPages > MaxEmptyPages)
            {
                throw new UnexpectedResponseException($"The list at {first} never ends: {MaxEmptyPages} pages one after another were empty and led to another.");
            }

            if (url is not null && observer is not null)
            {
                await observer.ConsumedAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Hands over the items of a page; gives the link to the next. Never throws before the items are closed.</summary>
    private async Task<string?> ReadPageAsync<T>(
        Url url, string key, ReadJson<T> readItem, Func<T, string> marker, ChannelWriter<T> items, IRequestObserver? observer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            T? last = null;
            var page = new ListPage<T>(key, readItem, item =>
            {
                last = item;
                items.TryWrite(item);
            });
            var request = ServiceRequest.GetList(() => last is null ? url : url.Clone().SetQueryParam(MarkerParameter, marker(last)), page.ReceiveAsync);
            await SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            items.Complete();
            return page.Next;
        }
        catch (Exception failure)
        {
            items.Complete(failure);
            return null;
        }
    }

    private static Url? NextPage(Url first, Uri current, string? next, HashSet<string> seen)
    {
        if (string.IsNullOrEmpty(next))
        {
            return null;
        }

        if (!Uri.TryCreate(current, next, out var target))
        {
            throw new UnexpectedResponseException($"The list at {current} has a link to the next page that is no address: '{next}'.");
        }

        if (!RedirectPolicy.IsSameOrigin(current, target))
        {
            throw new RedirectRefusedException($"The list at {RedirectPolicy.Origin(current)} goes on at {RedirectPolicy.Origin(target)}, which is not where this session signed in to. Nothing was sent there.");
        }

        return seen.Add(target.Query)
            ? Behind(first, target.Query)
            : throw new UnexpectedResponseException($"The list at {current} never ends: its link to the next page leads back to one that was read already.");
    }

    /// <summary>The first page's filters hold for all: of several tags Glance's link keeps only the last.</summary>
    private static Url Behind(Url first, string query)
        => Url.ParseQueryParams(query).FirstOrDefault(MarkerParameter) is string marker
            ? first.Clone().SetQueryParam(MarkerParameter, marker)
            : new Url(first.ToString()) { Query = query.TrimStart('?') };

    private Task<ServiceResponse> SendAsync(ServiceRequest request, AuthHeader? header, Tries tries, IRequestObserver? observer, CancellationToken cancellationToken)
        => retries.RunAsync(
            request,
            tries,
            observer,
            async running =>
                tries.OutcomeUnknown && request.LooksFirst && await request.Look!(running).ConfigureAwait(false) is { } done
                    ? done
                    : await transport.SendAsync(service, request, header, tries.Count, observer, running).ConfigureAwait(false),
            cancellationToken);
}
