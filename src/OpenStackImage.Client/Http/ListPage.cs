namespace OpenStackImage.Http;

/// <summary>One page of a list, read while it arrives.</summary>
/// <param name="key">The property that holds the items.</param>
/// <param name="readItem">Reads an item.</param>
/// <param name="found">Is called with each item as soon as it is complete.</param>
/// <param name="observer">Is notified of the items that cannot be used.</param>
/// <param name="requiresAll">True if an item that cannot be used ends the page.</param>
internal sealed class ListPage<T>(
    string key, ReadJson<T> readItem, Action<T> found, IRequestObserver? observer = null, bool requiresAll = false)
{
    private const int ChunkSize = 32 * 1024;

    /// <summary>The link to the next page; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>True if the service says that the list has more items. Without a link, they cannot be read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The number of items of the page.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the page. Can be called again after a failure.</summary>
    /// <exception cref="UnexpectedResponseException">The body is not such a list, none of its items can be used, or it is larger than any
    /// page.</exception>
    public async Task ReceiveAsync(ResponseData data, CancellationToken cancellationToken)
    {
        if (data.Length > BoundedBody.MaxBytes)
        {
            throw BoundedBody.TooLarge(data.Uri);
        }

        var response = new ServiceResponse(data.Uri, data.StatusCode, data.ContentType, new ArraySegment<byte>([]), null);
        var names = new PropertyNames();
        var unusable = new UnusableItems(observer, requiresAll);
        using var splitter = new JsonArraySplitter(
            key, items => (response with { Body = items }).ReadItems(readItem, Found, names), unusable.Add);
        var chunk = new byte[ChunkSize];
        long total = 0;
        int read;
        while ((read = await data.Stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > BoundedBody.MaxBytes)
            {
                throw BoundedBody.TooLarge(data.Uri);
            }

            splitter.Add(new ArraySegment<byte>(chunk, 0, read));
        }

        Count += splitter.Count;
        (Next, IsCut) = (response with { Body = splitter.Frame }).ReadNext(key, splitter.Count, unusable.Add);
        unusable.ThrowIfNoneIsUsable();

        void Found(T item)
        {
            found(item);
            unusable.FoundOther();
        }
    }
}
