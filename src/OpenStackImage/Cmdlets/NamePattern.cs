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
        => Parse(text, ignoreCase ? WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant : WildcardOptions.CultureInvariant)
            ?? throw new OpenStackException(ErrorIds.InvalidPattern, $"'{text}' is not a valid pattern: a [ has no matching ].")
            {
                Subject = text,
                RecommendedAction = "Add the ]. If the bracket is part of the name, put a backtick before it and the text in single "
                    + "quotes.",
            };

    /// <summary>True for text with wildcards that is a valid pattern.</summary>
    public static bool IsValid(string text)
        => WildcardPattern.ContainsWildcardCharacters(text) && Parse(text, WildcardOptions.None) is not null;

    /// <summary>Returns null for an invalid pattern. PowerShell parses a pattern only when it is first used.</summary>
    private static WildcardPattern? Parse(string text, WildcardOptions options)
    {
        var pattern = new WildcardPattern(text, options);
        try
        {
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
