using System.Globalization;

namespace OpenStackImage.Http;

/// <summary>A body in chunks (RFC 9112, section 7.1), as far as it has arrived.</summary>
internal static class ChunkedBody
{
    private const string EndOfLine = "\r\n";

    /// <summary>True if the last chunk has arrived.</summary>
    public static bool IsComplete(string text) => Parse(text).IsComplete;

    /// <summary>Returns the data of the chunks.</summary>
    public static string Read(string text) => Parse(text).Data;

    private static (string Data, bool IsComplete) Parse(string text)
    {
        var parts = new List<string>();
        for (var at = 0; ;)
        {
            var end = text.IndexOf(EndOfLine, at, StringComparison.Ordinal);
            if (end < 0
                || !int.TryParse(
                    text.Substring(at, end - at).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var size)
                || size <= 0)
            {
                return (string.Concat(parts), end > at && text.Substring(at, end - at).Trim().Trim('0').Length == 0);
            }

            var start = end + EndOfLine.Length;
            if (size > text.Length - start)
            {
                parts.Add(text.Substring(start));
                return (string.Concat(parts), false);
            }

            parts.Add(text.Substring(start, size));
            at = Math.Min(start + size + EndOfLine.Length, text.Length);
        }
    }
}
