using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Documentation;

/// <summary>The part of an output that does not vary between runs.</summary>
internal static partial class Deterministic
{
    /// <summary>
    /// Returns the lines that are not empty, with placeholders for IDs, times and measured values, and with single spaces between columns.
    /// </summary>
    public static string[] Lines(IEnumerable<string> screen) => [.. screen.Select(Line).Where(line => line.Length > 0)];

    private static string Line(string line)
    {
        var text = Rule().Replace(line, "---");
        text = Uuid().Replace(text, "UUID");
        text = Id().Replace(text, "ID");
        text = Time().Replace(text, "TIME");
        text = Figure().Replace(text, "N");
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex("-{3,}")]
    private static partial Regex Rule();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("[0-9a-f]{32,128}")]
    private static partial Regex Id();

    /// <summary>Times in the formats of the invariant culture and ISO 8601.</summary>
    [GeneratedRegex(@"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[ T]\d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?( ?[+-]\d{2}:\d{2}|Z)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<![\w.-])\d+\.\d+(?![\w.-])|(?<=\bin )\d+(?= ms\b)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
