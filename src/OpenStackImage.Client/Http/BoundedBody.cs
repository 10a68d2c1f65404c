using System.Globalization;

namespace OpenStackImage.Http;

/// <summary>Reads a body whole, up to a limit that no honest answer reaches.</summary>
internal static class BoundedBody
{
    /// <summary>A page of 1,000 images is about 1 MB; this leaves room for properties without letting a server fill the memory.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <exception cref="UnexpectedAnswerException">The body is larger than <see cref="MaxBytes"/>.</exception>
    public static async Task<ArraySegment<byte>> ReadAsync(HttpContent? content, Uri uri, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return new ArraySegment<byte>([]);
        }

        var announced = content.Headers.ContentLength ?? 0;
        if (announced > MaxBytes)
        {
            throw TooLarge(uri);
        }

#if NET
        using var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var body = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var buffer = new byte[announced > 0 ? (int)announced + 1 : 4096];
        var length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
            if (length > MaxBytes)
            {
                throw TooLarge(uri);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
            }
        }

        return new ArraySegment<byte>(buffer, 0, length);
    }

    public static UnexpectedAnswerException TooLarge(Uri uri)
        => new(string.Format(CultureInfo.InvariantCulture, "{0} sends more than {1} MB where an OpenStack service sends far less; the rest was not read.", uri, MaxBytes / 1024 / 1024));
}
