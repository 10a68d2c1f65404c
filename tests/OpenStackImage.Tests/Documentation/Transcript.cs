using System.Text.RegularExpressions;

namespace OpenStackImage.Tests.Documentation;

/// <summary>One thing that is typed on a page, and the lines that the page shows after it.</summary>
/// <param name="Script">What stands behind PS&gt; and, on further lines, behind &gt;&gt;.</param>
/// <param name="Output">The lines below it.</param>
/// <param name="FirstLine">Where on the page it begins.</param>
/// <param name="OutputLine">Where on the page its output begins.</param>
internal sealed record TypedCommand(string Script, string[] Output, int FirstLine, int OutputLine)
{
    /// <summary>The line after the last one of the output.</summary>
    public int EndLine => OutputLine + Output.Length;
}

/// <summary>
/// What a page shows of a PowerShell window: the commands of a block of code that begins with PS&gt;, with what they print.
/// The word after the language, if any, says who is signed in: admin (left out), demo, alt or nobody.
/// </summary>
internal sealed partial record Transcript(string Title, string Account, IReadOnlyList<TypedCommand> Commands)
{
    private const string Prompt = "PS> ";
    private const string Continuation = ">> ";

    /// <summary>All of a page, in order. The title is that of the example.</summary>
    public static IReadOnlyList<Transcript> Read(string[] page)
    {
        var found = new List<Transcript>();
        var title = "";
        for (var index = 0; index < page.Length; index++)
        {
            if (page[index].StartsWith("### ", StringComparison.Ordinal))
            {
                title = page[index][4..];
            }
            else if (Opening().Match(page[index]) is { Success: true } fence)
            {
                var end = Array.IndexOf(page, "```", index + 1);
                if (page[index + 1].StartsWith(Prompt, StringComparison.Ordinal))
                {
                    found.Add(new Transcript(title, fence.Groups[1].Value is { Length: > 0 } account ? account : "admin", [.. Typed(page, index + 1, end)]));
                }

                index = end;
            }
        }

        return found;
    }

    private static IEnumerable<TypedCommand> Typed(string[] page, int start, int end)
    {
        for (var index = start; index < end;)
        {
            var first = index;
            var script = page[index++][Prompt.Length..];
            for (; index < end && page[index].StartsWith(Continuation, StringComparison.Ordinal); index++)
            {
                script += "\n" + page[index][Continuation.Length..];
            }

            var output = index;
            while (index < end && !page[index].StartsWith(Prompt, StringComparison.Ordinal))
            {
                index++;
            }

            yield return new TypedCommand(script, page[output..index], first, output);
        }
    }

    [GeneratedRegex(@"^```powershell ?(\w*)$")]
    private static partial Regex Opening();
}
