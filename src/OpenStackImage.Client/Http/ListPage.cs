namespace OpenStackImage.Http;

/// <summary>One page of a list, read while it comes.</summary>
/// <param name="key">The property that holds the items.</param>
/// <param name="readItem">Reads an item.</param>
/// <param name="found">Gets each item as soon as it is whole.</param>
internal sealed class ListPage<T>(string key, ReadJson<T> readItem, Action<T> found)
{
    private const int PieceSize = 32 * 1024;

    /// <summary>The link to the next page; null at the end.</summary>
    public string? Next { get; private set; }

    /// <exception cref="UnexpectedResponseException">The body is no such list, or larger than any page.</exception>
    public async Task ReceiveAsync(ResponseData data, CancellationToken cancellationToken)
    {
        if (data.Length > BoundedBody.MaxBytes)
        {
            throw BoundedBody.TooLarge(data.Uri);
        }

        var answer = new ServiceResponse(data.Uri, data.StatusCode, data.ContentType, new ArraySegment<byte>([]), null);
        var names = new PropertyNames();
        using var scanner = new JsonArraySplitter(key, items => (answer with { Body = items }).ReadItems(readItem, found, names));
        var piece = new byte[PieceSize];
        long total = 0;
        int read;
        while ((read = await data.Stream.ReadAsync(piece, 0, piece.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > BoundedBody.MaxBytes)
            {
                throw BoundedBody.TooLarge(data.Uri);
            }

            scanner.Add(new ArraySegment<byte>(piece, 0, read));
        }

        Next = (answer with { Body = scanner.Frame }).ReadNext(key, scanner.Count);
    }
}
