using System.Management.Automation;
using OpenStackImage.Errors;

namespace OpenStackImage.Cmdlets;

/// <summary>A name that may contain PowerShell's wildcards.</summary>
internal static class NamePattern
{
    /// <summary>
    /// True for a name without wildcards; <paramref name="name"/> is then the name itself, without the backticks that escape wildcards.
    /// </summary>
    public static bool IsPlain(string text, out string name)
    {
        name = WildcardPattern.Unescape(text);
        return !WildcardPattern.ContainsWildcardCharacters(text);
    }

    /// <summary>Returns the pattern of a text.</summary>
    /// <exception cref="OpenStackException">A bracket is not closed, so the text is not a valid pattern.</exception>
    public static WildcardPattern Of(string text, bool ignoreCase = true)
    {
        var pattern = new WildcardPattern(
            text, ignoreCase ? WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant : WildcardOptions.CultureInvariant);
        try
        {
            // PowerShell reads it only when it is first used.
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            throw new OpenStackException(ErrorIds.InvalidPattern, $"'{text}' is not a valid pattern: a [ has no matching ].")
            {
                RecommendedAction = "Add the ]. If the bracket is part of the name, put a backtick before it and the text in single "
                    + "quotes.",
            };
        }
    }

    /// <summary>True for text with wildcards that is a valid pattern.</summary>
    public static bool IsValid(string text)
    {
        try
        {
            return WildcardPattern.ContainsWildcardCharacters(text) && IsReadable(new WildcardPattern(text));
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }

    /// <summary>PowerShell parses a pattern only when it is first used.</summary>
    private static bool IsReadable(WildcardPattern pattern)
    {
        pattern.IsMatch("");
        return true;
    }
}
