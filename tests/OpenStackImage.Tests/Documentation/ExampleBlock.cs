using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// A code block with the commands of an example, and the output block that follows it. The word after the language specifies the connected
/// user: admin, demo, alt or nobody. A block without a word continues in the session of the block before it. "not-run" marks a block that
/// is not an example.
/// </summary>
/// <param name="Section">The heading that the block belongs to.</param>
/// <param name="User">The user to connect as; null to continue.</param>
/// <param name="Commands">The lines of the code block.</param>
/// <param name="Output">The lines of the output block.</param>
/// <param name="FirstLine">The index of the first line of the code block.</param>
/// <param name="OutputLine">The index of the line after the code block.</param>
/// <param name="EndLine">The index of the line after the output block.</param>
internal sealed partial record ExampleBlock(
    string Section,
    string? User,
    string[] Commands,
    string[] Output,
    int FirstLine,
    int OutputLine,
    int EndLine)
{
    private const string Fence = "```";
    private const string OutputFence = "```Output";
    private const string NotRun = "not-run";

    /// <summary>The commands as one text.</summary>
    public string Script => string.Join('\n', Commands);

    /// <summary>Returns the example blocks of a page in order.</summary>
    public static IReadOnlyList<ExampleBlock> Read(string[] page)
    {
        var found = new List<ExampleBlock>();
        var section = "";
        for (var index = 0; index < page.Length; index++)
        {
            if (Heading().Match(page[index]) is { Success: true } heading)
            {
                section = heading.Groups["text"].Value;
            }
            else if (page[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = End(page, index);
                if (Opening().Match(page[index]) is { Success: true } opening && opening.Groups["word"].Value is var word and not NotRun)
                {
                    found.Add(Block(page, section, word.Length > 0 ? word : null, index, end));
                    end = found[^1].EndLine - 1;
                }

                index = end;
            }
        }

        return found;
    }

    /// <summary>Splits a script into its statements, which a user types one after another.</summary>
    public static IEnumerable<string> Statements(string script)
    {
        var parsed = Parser.ParseInput(script, out _, out var errors);
        Assert.Empty(errors.Select(error => error.Message));
        return parsed.EndBlock.Statements.Select(statement => statement.Extent.Text);
    }

    private static ExampleBlock Block(string[] page, string section, string? user, int start, int end)
    {
        var output = end + 1;
        while (output < page.Length && page[output].Length == 0)
        {
            output++;
        }

        var hasOutput = output < page.Length && page[output] == OutputFence;
        var outputEnd = hasOutput ? End(page, output) : end;
        var shown = hasOutput ? page[(output + 1)..outputEnd] : [];
        return new ExampleBlock(section, user, page[(start + 1)..end], shown, start + 1, end + 1, outputEnd + 1);
    }

    private static int End(string[] page, int start)
    {
        var end = Array.IndexOf(page, Fence, start + 1);
        Assert.True(end > start, $"The code block of line {start + 1} has no end.");
        return end;
    }

    [GeneratedRegex(@"^##+ (?<text>.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex("^```powershell ?(?<word>[a-z-]*)$")]
    private static partial Regex Opening();
}
