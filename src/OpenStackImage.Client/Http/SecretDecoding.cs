using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Http;

/// <summary>Decodes the encodings in which a service may repeat a part of a request.</summary>
internal static class SecretDecoding
{
    private const int Base64Group = 4;
    private const char Replacement = '\uFFFD';
    private const int FirstNonAscii = 0x80;
    private const int FirstNonLatin = 0x100;
    private const uint LastCharacter = 0x10FFFF;

    /// <summary>The expressions take linear time; a thread that is stopped for some seconds is not a match that takes long.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(30);
    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");

    /// <summary>The escape sequences of JSON, JavaScript and Python.</summary>
    private static readonly Regex Escape = new(
        @"\\(?:(?:u(?:([0-9a-fA-F]{4})|\{([0-9a-fA-F]{1,6})\})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))|([0-3]?[0-7]{2})|(.))",
        RegexOptions.Singleline,
        MatchTimeout);

    /// <summary>
    /// URL encoding, which browsers and proxies apply to other encodings than UTF-8 too, quoted-printable, and escape() of JavaScript.
    /// </summary>
    private static readonly Regex Percent = new("[%=](?:([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))", RegexOptions.None, MatchTimeout);

    /// <summary>References to characters, whose semicolon browsers do not require.</summary>
    private static readonly Regex Reference = new("&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?", RegexOptions.None, MatchTimeout);

    /// <summary>A list of bytes, as Python and Node.js show it.</summary>
    private static readonly Regex Numbers = new(@"(?<![0-9])[0-9]{1,3}(?:[\s,;]{1,3}[0-9]{1,3}){3,}", RegexOptions.None, MatchTimeout);

    private static readonly Regex Base64 = new(@"[A-Za-z0-9+/_-](?:\s?[A-Za-z0-9+/_-]){3,}", RegexOptions.None, MatchTimeout);
    private static readonly Regex Base64Line = new("[A-Za-z0-9+/_-]{4,}", RegexOptions.None, MatchTimeout);
    private static readonly Regex Hex = new(
        "[0-9a-fA-F]{2}(?:[ :,-]{0,2}(?:0x)?[0-9a-fA-F]{2}){2,}", RegexOptions.None, MatchTimeout);

    /// <summary>Returns the text decoded by each encoding of single characters.</summary>
    public static IEnumerable<string> Of(string text)
    {
        yield return WebUtility.UrlDecode(text);
        yield return Uri.UnescapeDataString(text);
        yield return WebUtility.HtmlDecode(text);
        if (text.IndexOf('\\') >= 0)
        {
            yield return Escape.Replace(text, Unescaped);
        }

        if (text.IndexOf('%') >= 0 || text.IndexOf('=') >= 0)
        {
            yield return Percent.Replace(text, match => CharacterOf(FirstOf(match, 1, 2), NumberStyles.HexNumber));
        }

        if (text.IndexOf("&#", StringComparison.Ordinal) >= 0)
        {
            yield return Reference.Replace(text, match => match.Groups[1].Success
                ? CharacterOf(match.Groups[1].Value, NumberStyles.HexNumber)
                : CharacterOf(match.Groups[2].Value, NumberStyles.None));
        }

        // UTF-8 that was read, or written byte by byte, as Latin-1.
        if (text.Any(character => character >= FirstNonAscii) && text.All(character => character < FirstNonLatin))
        {
            yield return Encoding.UTF8.GetString(Latin1.GetBytes(text));
        }
    }

    /// <summary>Returns the decoded runs of base64 and hexadecimal in a text.</summary>
    public static IEnumerable<string> OfRuns(string text)
        => Base64Line.Matches(text).Cast<Match>()
            .Concat(Base64.Matches(text).Cast<Match>())
            .Select(run => Without(run.Value, char.IsWhiteSpace))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(OfBase64)
            .Concat(Hex.Matches(text).Cast<Match>().Select(run => run.Value.Replace("0x", "")).SelectMany(OfHex))
            .Concat(Numbers.Matches(text).Cast<Match>().SelectMany(run => OfNumbers(run.Value)));

    /// <summary>True if a decoded text can be text: most runs of letters are not base64, and decode to arbitrary bytes.</summary>
    public static bool IsReadable(string text)
        => text.Length >= Base64Group
            && text.Count(character => char.IsControl(character) || character == Replacement) * 10 <= text.Length;

    /// <summary>The searched text may start at any of the four positions of a base64 group, after a user name and a colon.</summary>
    private static IEnumerable<string> OfBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        for (var start = 0; start < Base64Group && plain.Length - start >= Base64Group; start++)
        {
            var part = plain.Substring(start, (plain.Length - start) / Base64Group * Base64Group);
            var rest = plain.Substring(start + part.Length);
            var padded = rest.Length is 2 or 3 ? part + rest.PadRight(Base64Group, '=') : part;
            foreach (var decoded in TextsOf(Convert.FromBase64String(padded)))
            {
                yield return decoded;
            }
        }
    }

    private static IEnumerable<string> OfHex(string text)
    {
        var digits = Without(text, character => !Uri.IsHexDigit(character));
        for (var start = 0; start < 2 && digits.Length - start >= 2; start++)
        {
            var bytes = new byte[(digits.Length - start) / 2];
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)((ValueOf(digits[start + (index * 2)]) << 4) + ValueOf(digits[start + (index * 2) + 1]));
            }

            foreach (var decoded in TextsOf(bytes))
            {
                yield return decoded;
            }
        }
    }

    private static IEnumerable<string> OfNumbers(string text)
        => TextsOf([.. text.Split([' ', '\t', '\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => (byte)int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))]);

    private static IEnumerable<string> TextsOf(byte[] bytes)
    {
        yield return Encoding.UTF8.GetString(bytes);
        yield return Latin1.GetString(bytes);
        if (bytes.Contains((byte)0))
        {
            yield return Encoding.Unicode.GetString(bytes);
            yield return Encoding.BigEndianUnicode.GetString(bytes);
        }
    }

    private static string Unescaped(Match escape)
        => FirstOf(escape, 1, 2, 3, 4) is { Length: > 0 } digits ? CharacterOf(digits, NumberStyles.HexNumber)
            : escape.Groups[5].Success ? ((char)Convert.ToInt32(escape.Groups[5].Value, 8)).ToString()
            : escape.Groups[6].Value switch { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f", var other => other };

    private static string FirstOf(Match match, params int[] groups)
        => groups.Select(group => match.Groups[group].Value).FirstOrDefault(value => value.Length > 0) ?? "";

    /// <summary>Half a surrogate pair is a character here: its other half may follow.</summary>
    private static string CharacterOf(string digits, NumberStyles style)
        => uint.Parse(digits, style, CultureInfo.InvariantCulture) switch
        {
            <= char.MaxValue and var code => ((char)code).ToString(),
            <= LastCharacter and var code => char.ConvertFromUtf32((int)code),
            _ => Replacement.ToString(),
        };

    private static int ValueOf(char digit) => digit <= '9' ? digit - '0' : (digit | ' ') - 'a' + 10;

    private static string Without(string text, Func<char, bool> isDropped)
        => string.Concat(text.Where(character => !isDropped(character)));
}
