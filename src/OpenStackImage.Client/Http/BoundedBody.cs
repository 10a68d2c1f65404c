namespace OpenStackImage.Http;

/// <summary>Reads a complete body, up to a limit that exceeds the size of every genuine response.</summary>
internal static class BoundedBody
{
    /// <summary>
    /// A page of 1,000 images is about 1 MB; the limit allows for many properties, but a server cannot exhaust the memory.
    /// </summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The message of an error is short; the rest of a page that a proxy sends is not read.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    /// <summary>Returns the body of a successful response.</summary>
    /// <exception cref="UnexpectedResponseException">The body is larger than <see cref="MaxBytes"/>.</exception>
    public static Task<ArraySegment<byte>> ReadAsync(HttpContent? content, Uri uri, CancellationToken cancellationToken)
    {
        var announced = content?.Headers.ContentLength ?? 0;
        return announced > MaxBytes
            ? throw TooLarge(uri)
            : ReadAsync(content, (int)announced, MaxBytes, () => throw TooLarge(uri), cancellationToken);
    }

    /// <summary>Returns the beginning of an error's body.</summary>
    public static Task<ArraySegment<byte>> ReadErrorAsync(HttpContent? content, CancellationToken cancellationToken)
        => ReadAsync(content, announced: 0, MaxErrorBytes, () => { }, cancellationToken);

    /// <summary>Opens a body; an empty one if there is none.</summary>
    public static async Task<Stream> OpenAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return Stream.Null;
        }

#if NET
        return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
    }

    private static async Task<ArraySegment<byte>> ReadAsync(
        HttpContent? content, int announced, int limit, Action full, CancellationToken cancellationToken)
    {
        using var body = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[announced > 0 ? announced + 1 : 4096];
        var length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
            if (length > limit)
            {
                full();
                return new ArraySegment<byte>(buffer, 0, limit);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }
        }

        return new ArraySegment<byte>(buffer, 0, length);
    }

    public static UnexpectedResponseException TooLarge(Uri uri)
        => new($"The response of {uri} is larger than {ByteSize.Limit(MaxBytes)}; it was not read to its end.");
}
