using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenStackImage.Http;

/// <summary>
/// Finds a secret in a text in any of these spellings: raw, with escape sequences, URL- or form-encoded, with HTML entities, with markup,
/// white space or punctuation removed or added, in capitals, in another Unicode form, in hexadecimal, in base64, or in a combination of
/// these.
/// </summary>
internal sealed class SecretSpelling
{
    /// <summary>A page that shows a posted JSON form has three layers.</summary>
    private const int MaxLayers = 3;

    /// <summary>The minimum length of a secret without its markup. A shorter one would match almost any text.</summary>
    private const int ShortestWithoutTags = 4;

    /// <summary>The minimum length of a secret that is also searched for by its letters and digits only.</summary>
    private const int ShortestCore = 8;

    /// <summary>
    /// More characters than any genuine message has, in all of its decoded forms. The limit is not a time: a loaded machine may stop a
    /// thread for seconds, and a message that is not shown cannot be explained either.
    /// </summary>
    private const int MaxCharacters = 8 * 1024 * 1024;

    /// <summary>The expressions take linear time; a thread that is stopped for some seconds is not a match that takes long.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(30);

    private static readonly Regex Tag = new("<[^<>]*>", RegexOptions.None, MatchTimeout);

    private readonly string _secret;
    private readonly string _folded;
    private readonly string _withoutTags;
    private readonly string _core;
    private int _remaining = MaxCharacters;

    private SecretSpelling(string secret)
    {
        _secret = secret;
        _folded = Folded(secret);
        _withoutTags = Folded(WithoutTags(secret));
        _core = Core(_folded);
    }

    /// <summary>True if the text contains the secret in any spelling.</summary>
    public static bool IsIn(string text, string secret)
    {
        if (secret.Length == 0 || text.Length == 0)
        {
            return false;
        }

        try
        {
            return new SecretSpelling(secret).IsIn(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that takes too long to search is not shown.
            return true;
        }
    }

    private bool IsIn(string text)
    {
        var spellings = SpellingsOf(text);
        if (spellings.Any(IsInDecoded))
        {
            return true;
        }

        var readable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in spellings.SelectMany(SecretDecoding.OfRuns))
        {
            if (IsInRun(run))
            {
                return true;
            }

            if (SecretDecoding.IsReadable(run))
            {
                readable.Add(run);
            }
        }

        // Returns the decodings of text that was encoded before it was encoded in base64 or hexadecimal.
        foreach (var inner in readable.SelectMany(run => SecretDecoding.Of(run).Append(run)))
        {
            if (IsInDecoded(inner) || IsInRun(inner) || SecretDecoding.OfRuns(inner).Any(IsInRun))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> SpellingsOf(string text)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { text };
        var layer = new List<string> { text };
        for (var depth = 0; depth < MaxLayers && layer.Count > 0; depth++)
        {
            layer = [.. layer.SelectMany(SecretDecoding.Of).Where(known.Add)];
        }

        return known;
    }

    /// <summary>A message is shown on one line and without markup, and so may the secret be.</summary>
    private bool IsInDecoded(string text)
    {
        if (IsAnywhere(text))
        {
            return true;
        }

        var folded = Folded(text);
        return (_folded.Length > 0 && folded.Contains(_folded))
            || (_withoutTags.Length >= ShortestWithoutTags && _withoutTags != _folded && folded.Contains(_withoutTags))
            || (_core.Length >= ShortestCore && (Core(folded).Contains(_core) || Core(Folded(WithoutTags(text))).Contains(_core)));
    }

    /// <summary>True if a decoded run contains the secret, or if more was decoded than is searched.</summary>
    private bool IsInRun(string run) => IsAnywhere(run) || (_remaining -= run.Length) < 0;

    private bool IsAnywhere(string text) => text.IndexOf(_secret, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>In one Unicode form, in capitals, and without white space and invisible characters.</summary>
    private static string Folded(string text)
        => Normalized(string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !char.IsControl(character)
            && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format))).ToUpperInvariant();

    private static string Core(string folded) => string.Concat(folded.Where(char.IsLetterOrDigit));

    private static string WithoutTags(string text) => text.IndexOf('<') < 0 ? text : Tag.Replace(text, "");

    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair.
            return text;
        }
    }
}
