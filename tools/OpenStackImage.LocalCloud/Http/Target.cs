using System.Buffers;
using System.Globalization;
using System.Text;

namespace OpenStackImage.LocalCloud.Http;

/// <summary>
/// The request target as it was received. Kestrel's path removes <c>..</c> and keeps %2F. The real services do neither, so routing uses the
/// raw text.
/// </summary>
internal readonly record struct Target(string Service, string Path, string Query)
{
    public static Target Parse(string rawTarget)
    {
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rawTarget : rawTarget[..mark];
        var query = mark < 0 ? "" : rawTarget[(mark + 1)..];
        return Below(path, ServiceName.Identity) is { } identity ? new(ServiceName.Identity, identity, query)
            : Below(path, ServiceName.Image) is { } image ? new(ServiceName.Image, image, query)
            : new(ServiceName.None, path, query);
    }

    /// <summary>The percent-decoded bytes, one character each, as a WSGI server passes a path to Glance.</summary>
    public static string DecodeLatin1(string text)
        => text.Contains('%', StringComparison.Ordinal) ? Encoding.Latin1.GetString(Bytes(text, plusIsSpace: false)) : text;

    /// <summary>Percent-decoded UTF-8.</summary>
    public static string DecodeUtf8(string text)
        => text.Contains('%', StringComparison.Ordinal) ? Encoding.UTF8.GetString(Bytes(text, plusIsSpace: false)) : text;

    /// <summary>True if the percent-decoded bytes are UTF-8.</summary>
    public static bool IsUtf8(string text)
        => !text.Contains('%', StringComparison.Ordinal) || System.Text.Unicode.Utf8.IsValid(Bytes(text, plusIsSpace: true));

    /// <summary>Returns the pairs of a query in order, including empty values.</summary>
    public static List<KeyValuePair<string, string>> QueryPairs(string query)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(equals < 0 ? new(DecodeForm(part), "") : new(DecodeForm(part[..equals]), DecodeForm(part[(equals + 1)..])));
        }

        return pairs;
    }

    /// <summary>Returns a query as Python's urlencode writes it.</summary>
    public static string QueryText(IEnumerable<KeyValuePair<string, string>> pairs)
        => string.Join('&', pairs.Select(pair => EncodeForm(pair.Key) + "=" + EncodeForm(pair.Value)));

    private static string? Below(string path, string service)
    {
        if (!path.StartsWith('/') || !path.AsSpan(1).StartsWith(service, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path[(service.Length + 1)..];
        return rest.Length == 0 || rest[0] == '/' ? rest : null;
    }

    private static string DecodeForm(string text) => Encoding.UTF8.GetString(Bytes(text, plusIsSpace: true));

    private static ReadOnlySpan<byte> Bytes(string text, bool plusIsSpace)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%'
                && i + 2 <= text.Length - 1
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes[length++] = value;
                i += 2;
            }
            else if (plusIsSpace && text[i] == '+')
            {
                bytes[length++] = (byte)' ';
            }
            else
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
                i += used - 1;
            }
        }

        return bytes.AsSpan(0, length);
    }

    private static readonly SearchValues<char> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~");

    private static string EncodeForm(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unreserved))
        {
            return text;
        }

        StringBuilder encoded = new();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet == ' ')
            {
                encoded.Append('+');
            }
            else if (octet < 0x80 && Unreserved.Contains((char)octet))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }
}
