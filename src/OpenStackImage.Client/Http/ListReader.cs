using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Flurl;

namespace OpenStackImage.Http;

/// <summary>
/// Reads a list page by page. Each page is read when the previous one has been consumed, and each item is read as soon as it has arrived. A
/// page is read at the speed of the network, not of the consumer, so that no connection stays open while the consumer works. If a page is
/// interrupted, the next attempt continues after its last item. Of a <c>next</c> link only the query is used, at this endpoint: a service
/// behind a proxy may not know its own path.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="first">The first page.</param>
/// <param name="key">The property that holds the items.</param>
/// <param name="readItem">Reads an item.</param>
/// <param name="markerOf">Returns the marker of an item after which a list continues.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ListReader<T>(
    ServiceClient service, Url first, string key, ReadJson<T> readItem, Func<T, string> markerOf, IRequestObserver? observer)
    where T : class
{
    /// <summary>The query parameter of every OpenStack service for the item after which a list continues.</summary>
    private const string MarkerParameter = "marker";

    /// <summary>Glance may omit images because of its policy (glance/api/v2/images.py, index), but not this many pages in a row.</summary>
    private const int MaxEmptyPages = 100;

    /// <summary>The number of requested pages, including those of a restarted list.</summary>
    private int _pages;

    /// <summary>The queries that were sent, to detect a list that never ends.</summary>
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>The markers of all items so far. A restarted list or an interrupted page contains items again.</summary>
    private readonly MarkerSet _read = new();

    /// <summary>The last item of the current page that has arrived; null before the first.</summary>
    private T? _last;

    /// <summary>The number of items when the list was last read from its beginning.</summary>
    private int _readAtRestart;

    /// <summary>The number of pages after which a list is treated as endless, even if each page has another item.</summary>
    public int MaxPages { get; init; } = 50_000;

    /// <summary>True if an item that cannot be used or seen ends the list; otherwise it is one error.</summary>
    public bool RequiresAll { get; init; }

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var emptyPages = 0;
        _sent.Add(first.ToUri().Query);
        for (var url = first; url is not null;)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var items = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            var reading = ReadPageAsync(url, items.Writer, leaving.Token);
            try
            {
                while (await items.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    while (items.Reader.TryRead(out var item))
                    {
                        yield return item;
                    }
                }
            }
            finally
            {
                // A consumer that stops does not need the rest of the page.
                leaving.Cancel();
            }

            var page = await reading.ConfigureAwait(false);
            if (page.IsCut && string.IsNullOrEmpty(page.Next))
            {
                Omit(new UnexpectedResponseException(
                    $"The list at {first} is incomplete: the service lists no more than {page.Count} items (list_limit)."));
            }

            emptyPages = page.Count == 0 ? emptyPages + 1 : 0;
            url = NextPage(url.ToUri(), page.Next, emptyPages);
            if (url is not null && observer is not null)
            {
                await observer.ConsumedAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads a page. A failure is passed on with the items, after those that arrived.</summary>
    private async Task<ListPage<T>> ReadPageAsync(Url url, ChannelWriter<T> items, CancellationToken cancellationToken)
    {
        _last = null;
        var page = new ListPage<T>(key, readItem, item =>
        {
            _last = item;
            if (_read.Add(markerOf(item)))
            {
                items.TryWrite(item);
            }
        }, observer, RequiresAll);
        try
        {
            await ReceiveAsync(() => _last is null ? url : After(url, markerOf(_last)), page, cancellationToken).ConfigureAwait(false);
            items.Complete();
        }
        catch (Exception failure)
        {
            items.Complete(failure);
        }

        return page;
    }

    private async Task ReceiveAsync(Func<Url> url, ListPage<T> page, CancellationToken cancellationToken)
    {
        try
        {
            await service.SendAsync(ServiceRequest.GetList(url, page.ReceiveAsync), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException refusal) when (MayBeAboutMarker(refusal, url()) && _read.Count > _readAtRestart && _pages < MaxPages)
        {
            _pages++;

            // The item of the marker was deleted meanwhile, perhaps by the consumer. The list is read again from its beginning; items that
            // were already read are skipped.
            _readAtRestart = _read.Count;
            _sent.Clear();
            _sent.Add(first.ToUri().Query);
            await service.SendAsync(ServiceRequest.GetList(() => first, page.ReceiveAsync), observer, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private void Omit(UnexpectedResponseException failure)
    {
        if (RequiresAll)
        {
            throw failure;
        }

        observer?.Omitted(failure);
    }

    private Url? NextPage(Uri current, string? next, int emptyPages)
    {
        if (string.IsNullOrEmpty(next))
        {
            return null;
        }

        if (!Uri.TryCreate(current, next, out var target))
        {
            throw new UnexpectedResponseException($"The list at {current} has a link to the next page that is not a URL: '{next}'.");
        }

        if (!RedirectPolicy.IsSameServer(current, target))
        {
            throw new RedirectRefusedException(
                $"The list at {RedirectPolicy.Origin(current)} continues at {RedirectPolicy.Origin(target)}, "
                    + "which this session did not sign in to. No request was sent to it.");
        }

        if (emptyPages > MaxEmptyPages)
        {
            throw new UnexpectedResponseException(
                $"The list at {first} never ends: {MaxEmptyPages} pages in a row were empty and led to another one.");
        }

        if (++_pages >= MaxPages)
        {
            throw new UnexpectedResponseException($"The list at {first} never ends: it has more than {MaxPages} pages.");
        }

        var url = PageOf(target.Query);
        return _sent.Add(url.ToUri().Query)
            ? url
            : throw new UnexpectedResponseException(
                $"The list at {current} never ends: its link to the next page leads back to one that was already read.");
    }

    /// <summary>The filters of the first page apply to all pages, because Glance's link contains only the last of several tags.</summary>
    private Url PageOf(string query)
        => Url.ParseQueryParams(query).FirstOrDefault(MarkerParameter) is string marker
            ? After(first, marker)
            : new Url(first.ToString()) { Query = query.TrimStart('?') };

    private static Url After(Url url, string marker) => url.Clone().SetQueryParam(MarkerParameter, marker);

    /// <summary>
    /// Glance rejects a marker that does not exist with 400 (glance/api/v2/images.py, index); other services with 404. Not every message
    /// contains the marker.
    /// </summary>
    private static bool MayBeAboutMarker(ServiceException refusal, Url url)
        => refusal.StatusCode is 400 or 404 && url.QueryParams.FirstOrDefault(MarkerParameter) is string;
}
