using System.Globalization;

namespace OpenStackImage.Http;

/// <summary>Reads a body whole, up to a limit that no honest answer reaches.</summary>
internal static class BoundedBody
{
    /// <summary>A page of 1,000 images is about 1 MB; this leaves room for properties without letting a server fill the memory.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>An error has a sentence to say; the rest of a page that a proxy sends is not read.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    /// <summary>The body of a success.</summary>
    /// <exception cref="UnexpectedResponseException">The body is larger than <see cref="MaxBytes"/>.</exception>
    public static Task<ArraySegment<byte>> ReadAsync(HttpContent? content, Uri uri, CancellationToken cancellationToken)
    {
        var announced = content?.Headers.ContentLength ?? 0;
        return announced > MaxBytes ? throw TooLarge(uri) : ReadAsync(content, (int)announced, MaxBytes, () => throw TooLarge(uri), cancellationToken);
    }

    /// <summary>The beginning of an error's body.</summary>
    public static Task<ArraySegment<byte>> ReadErrorAsync(HttpContent? content, CancellationToken cancellationToken)
        => ReadAsync(content, announced: 0, MaxErrorBytes, () => { }, cancellationToken);

    private static async Task<ArraySegment<byte>> ReadAsync(HttpContent? content, int announced, int limit, Action full, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return new ArraySegment<byte>([]);
        }

#if NET
        using var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var body = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
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
        => new(string.Format(CultureInfo.InvariantCulture, "{0} sends more than {1} MB where an OpenStack service sends far less; the rest was not read.", uri, MaxBytes / 1024 / 1024));
}
