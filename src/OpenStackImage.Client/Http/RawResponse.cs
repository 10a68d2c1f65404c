using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Http;

/// <summary>A response that the client has read from the connection itself: its final status line, headers and body so far.</summary>
/// <param name="StatusCode">The HTTP status, from 200.</param>
/// <param name="Reason">The reason phrase.</param>
/// <param name="Headers">The lines of the headers; null if they have not arrived completely.</param>
/// <param name="Body">The body so far.</param>
internal sealed record RawResponse(int StatusCode, string Reason, IReadOnlyList<string>? Headers, string Body)
{
    private const string EndOfHead = "\r\n\r\n";
    private const int FirstFinalStatus = 200;

    private static readonly Regex StatusLine = new(
        @"\GHTTP/1\.[01] ([0-9]{3}) ?([^\r\n]*)\r\n", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>True if the body has arrived as the headers announce it.</summary>
    public bool IsComplete => Headers is not null && (IsChunked
        ? ChunkedBody.IsComplete(Body)
        : ValueOf("Content-Length") is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && Body.Length >= length);

    private bool IsChunked
        => ValueOf(HeaderNames.TransferEncoding)?.IndexOf(HeaderNames.Chunked, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Parses the bytes from a server; null if there is no final status line yet.</summary>
    /// <param name="text">The bytes, as Latin-1.</param>
    public static RawResponse? Parse(string text)
    {
        var line = StatusLine.Match(text);
        while (line.Success && StatusOf(line) < FirstFinalStatus)
        {
            // Interim responses, such as 100 Continue, have no body.
            var end = text.IndexOf(EndOfHead, line.Index, StringComparison.Ordinal);
            line = end < 0 ? Match.Empty : StatusLine.Match(text, end + EndOfHead.Length);
        }

        if (!line.Success)
        {
            return null;
        }

        var headers = line.Index + line.Length;
        var endOfHead = text.IndexOf(EndOfHead, headers - 2, StringComparison.Ordinal);
        return endOfHead < 0
            ? new RawResponse(StatusOf(line), line.Groups[2].Value, Headers: null, Body: "")
            : new RawResponse(
                StatusOf(line),
                line.Groups[2].Value,
                text.Substring(headers, Math.Max(endOfHead - headers, 0)).Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries),
                text.Substring(endOfHead + EndOfHead.Length));
    }

    /// <summary>Returns the same as a message of .NET.</summary>
    public HttpResponseMessage ToMessage()
    {
        var message = new HttpResponseMessage((HttpStatusCode)StatusCode)
        {
            ReasonPhrase = Reason,
            Content = new ByteArrayContent(DecodedBody()),
        };
        foreach (var header in Headers ?? [])
        {
            var (name, value) = Split(header);
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        message.Content.Headers.ContentLength = null;
        message.Content.Headers.ContentEncoding.Clear();
        return message;
    }

    /// <summary>The body without its framing and compression, as far as it has arrived.</summary>
    private byte[] DecodedBody()
    {
        var bytes = Encoding.GetEncoding("ISO-8859-1").GetBytes(Headers is not null && IsChunked ? ChunkedBody.Read(Body) : Body);
        if (Headers is null || ValueOf("Content-Encoding") is not { } encoding)
        {
            return bytes;
        }

        using var source = new MemoryStream(bytes);
        using Stream plain = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(source, CompressionMode.Decompress)
            : new DeflateStream(source, CompressionMode.Decompress);
        var decoded = new byte[BoundedBody.MaxErrorBytes];
        var length = 0;
        try
        {
            for (var read = 1; read > 0 && length < decoded.Length; length += read)
            {
                read = plain.Read(decoded, length, decoded.Length - length);
            }
        }
        catch (InvalidDataException)
        {
            // The body is not compressed as declared, or it is truncated.
        }

        return decoded.AsSpan(0, length).ToArray();
    }

    private string? ValueOf(string name)
        => Headers!.Select(Split)
            .Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .FirstOrDefault();

    private static (string Name, string Value) Split(string header)
    {
        var colon = header.IndexOf(':');
        return colon < 0 ? (header.Trim(), "") : (header.Substring(0, colon).Trim(), header.Substring(colon + 1).Trim());
    }

    private static int StatusOf(Match line) => int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
}
