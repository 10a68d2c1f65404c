using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The value of a filter: <c>operator:value</c>, or a value alone.</summary>
internal static partial class FilterExpression
{
    public static (string Operator, string Value) Split(string expression)
    {
        var colon = expression.IndexOf(':', StringComparison.Ordinal);
        // A date contains colons.
        return colon < 0 || Time(expression) is not null ? ("eq", expression) : (expression[..colon], expression[(colon + 1)..]);
    }

    public static DateTimeOffset? Time(string text)
        => IsoTime().IsMatch(text)
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>The list after <c>in:</c>. Values in quotes may contain commas.</summary>
    public static HashSet<string>? Values(string list, out string? complaint)
    {
        complaint = RefuseQuotes(list);
        return complaint is null
            ? [.. Item().Matches(list).Select(item => item.Groups[1].Length > 0 ? item.Groups[1].Value : item.Groups[2].Value)]
            : null;
    }

    private static string? RefuseQuotes(string list)
    {
        var opens = true;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] != '"' || (i > 0 && list[i - 1] == '\\'))
            {
                continue;
            }

            if (opens && i > 0 && list[i - 1] != ',')
            {
                return $"Invalid filter value {list}. There is no comma before opening quotation mark.";
            }

            if (!opens && i + 1 != list.Length && list[i + 1] != ',')
            {
                return $"Invalid filter value {list}. There is no comma after closing quotation mark.";
            }

            opens = !opens;
        }

        return opens ? null : $"Invalid filter value {list}. The quote is not closed.";
    }

    [GeneratedRegex("""
        "([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,
        """)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\d{4}-?\d{2}-?\d{2}([T ]\d{2}(:?\d{2}(:?\d{2}([.,]\d+)?)?)?)?(Z|[ +-]\d{2}(:?\d{2})?)?$")]
    private static partial Regex IsoTime();
}
