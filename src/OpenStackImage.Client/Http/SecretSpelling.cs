using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Http;

/// <summary>
/// Finds a secret in a text, however it is spelled there: raw, with escape sequences of JSON, URL- or form-encoded, with HTML entities,
/// with markup or white space removed or added, in base64, or in several of these at once.
/// </summary>
internal static class SecretSpelling
{
    /// <summary>A page that shows a form that was posted as JSON has three layers.</summary>
    private const int MaxLayers = 3;

    private const int ShortestBase64 = 4;

    /// <summary>The shortest rest of a secret without its markup that is searched for; a shorter one would match almost any text.</summary>
    private const int ShortestWithoutTags = 4;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly Regex JsonEscape = new(@"\\(?:u([0-9a-fA-F]{4})|(.))", RegexOptions.Singleline, MatchTimeout);
    private static readonly Regex Base64 = new("[A-Za-z0-9+/_-]{4,}", RegexOptions.None, MatchTimeout);
    private static readonly Regex Tag = new("<[^<>]*>", RegexOptions.None, MatchTimeout);

    /// <summary>True if the text contains the secret in any spelling.</summary>
    public static bool IsIn(string text, string secret)
    {
        if (secret.Length == 0 || text.Length == 0)
        {
            return false;
        }

        try
        {
            return SpellingsOf(text).Any(spelling => Contains(spelling, secret));
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that was made to take long is not worth showing.
            return true;
        }
    }

    private static IEnumerable<string> SpellingsOf(string text)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { text };
        var layer = new List<string> { text };
        for (var depth = 0; depth < MaxLayers && layer.Count > 0; depth++)
        {
            layer = [.. layer.SelectMany(Decoded).Where(known.Add)];
        }

        return known;
    }

    private static IEnumerable<string> Decoded(string text)
    {
        yield return WebUtility.UrlDecode(text);
        yield return Uri.UnescapeDataString(text);
        yield return WebUtility.HtmlDecode(text);
        yield return JsonEscape.Replace(text, Unescaped);
    }

    private static string Unescaped(Match escape)
        => escape.Groups[1].Success
            ? ((char)int.Parse(escape.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : escape.Groups[2].Value switch { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f", var other => other };

    private static bool Contains(string text, string secret)
    {
        // A message is shown on one line and without markup, and so may the secret be.
        var bare = Squeezed(secret);
        var withoutTags = Squeezed(Tag.Replace(secret, ""));
        var squeezed = Squeezed(text);
        return text.Contains(secret)
            || (bare.Length > 0 && squeezed.Contains(bare))
            || (withoutTags.Length >= ShortestWithoutTags && withoutTags != bare && squeezed.Contains(withoutTags))
            || Base64.Matches(text).Cast<Match>().Any(match => IsInBase64(match.Value, secret));
    }

    private static string Squeezed(string text)
        => string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !char.IsControl(character)));

    /// <summary>The secret may start at any of the four positions of a base64 group, behind a user name and a colon.</summary>
    private static bool IsInBase64(string text, string secret)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        for (var start = 0; start < ShortestBase64 && plain.Length - start >= ShortestBase64; start++)
        {
            var part = plain.Substring(start, (plain.Length - start) / ShortestBase64 * ShortestBase64);
            var rest = plain.Substring(start + part.Length);
            var padded = rest.Length is 2 or 3 ? part + rest.PadRight(ShortestBase64, '=') : part;
            var bytes = Convert.FromBase64String(padded);
            if (Encoding.UTF8.GetString(bytes).Contains(secret) || Encoding.GetEncoding("ISO-8859-1").GetString(bytes).Contains(secret))
            {
                return true;
            }
        }

        return false;
    }
}
