using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Conventions;

/// <summary>The parts of a file that are prose, by the index of their line.</summary>
internal static partial class Prose
{
    private static readonly string[] GeneratedSections = ["## SYNOPSIS", "## SYNTAX", "## PARAMETERS", "## INPUTS", "## OUTPUTS"];

    /// <summary>
    /// Returns the lines of a page that are written by hand. The others come from the code: the output blocks of examples, the generated
    /// sections of a reference page, and the rows of the reliability page.
    /// </summary>
    public static IEnumerable<(int Line, string Text)> OfMarkdown(string[] lines)
    {
        var isOutput = false;
        var isGenerated = false;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            isOutput = line == "```Output" || (isOutput && line != "```");
            isGenerated = line.StartsWith("## ", StringComparison.Ordinal) ? GeneratedSections.Contains(line) : isGenerated;
            if (!isOutput && !isGenerated && !ReliabilityRow().IsMatch(line))
            {
                yield return (index, line);
            }
        }
    }

    /// <summary>Returns the comments, string literals and test names of C# code.</summary>
    public static IEnumerable<(int Line, string Text)> OfCode(string code)
    {
        foreach (Match token in Token().Matches(code))
        {
            var line = code.AsSpan(0, token.Index).Count('\n');
            var text = token.Groups["name"].Success ? token.Value.Replace('_', ' ') : token.Value;
            foreach (var part in token.Groups["char"].Success ? [] : text.Split('\n'))
            {
                yield return (line++, part);
            }
        }
    }

    [GeneratedRegex(@"^\| [0-9]+[a-z]? \|")]
    private static partial Regex ReliabilityRow();

    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/
        |(?<quotes>"{3,})[\s\S]*?(?<!")\k<quotes>(?!")
        |(@\$?|\$@)"([^"]|"")*"
        |\$?"(\\.|[^"\\\n])*"
        |(?<char>'(\\.|[^'\\\n])+')
        |(?<name>\b[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}\b)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
