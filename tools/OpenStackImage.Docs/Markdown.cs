using System.Text.RegularExpressions;

namespace OpenStackImage.Docs;

/// <summary>A block of a Markdown text: a paragraph, a list item, a table row or a code block.</summary>
/// <param name="Language">The text after the fence of a code block; null for other blocks.</param>
internal sealed record MarkdownBlock(string Text, string? Language)
{
    public bool IsCode => Language is not null;
}

/// <summary>Parses the subset of Markdown that the pages use.</summary>
internal static partial class Markdown
{
    private const string Fence = "```";

    /// <summary>Splits lines at the headings of a level. The lines before the first heading have the heading "".</summary>
    public static IEnumerable<(string Heading, string[] Lines)> Sections(IEnumerable<string> lines, int level)
    {
        var mark = new string('#', level) + " ";
        var heading = "";
        var section = new List<string>();
        var isCode = false;
        foreach (var line in lines)
        {
            isCode ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                yield return (heading, [.. section]);
                heading = line[mark.Length..].Trim();
                section.Clear();
            }
            else
            {
                section.Add(line);
            }
        }

        yield return (heading, [.. section]);
    }

    /// <summary>Returns the blocks of a text without Markdown characters.</summary>
    public static IEnumerable<MarkdownBlock> Blocks(IEnumerable<string> lines)
    {
        var block = new List<string>();
        string? language = null;
        foreach (var line in lines)
        {
            var isFence = line.StartsWith(Fence, StringComparison.Ordinal);
            var starts = language is null
                && (isFence || line.Length == 0 || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|'));
            if (starts && block.Count > 0)
            {
                yield return new MarkdownBlock(Plain(string.Join(' ', block.Select(part => part.Trim()))), null);
                block.Clear();
            }

            if (isFence && language is not null)
            {
                yield return new MarkdownBlock(string.Join('\n', block), language);
                block.Clear();
                language = null;
            }
            else if (isFence)
            {
                language = line[Fence.Length..].Trim();
            }
            else if (language is not null || line.Length > 0)
            {
                block.Add(line);
            }
        }

        if (block.Count > 0)
        {
            yield return new MarkdownBlock(Plain(string.Join(' ', block.Select(part => part.Trim()))), null);
        }
    }

    /// <summary>Returns the text and the target of each link.</summary>
    public static IEnumerable<(string Text, string Target)> Links(string text)
        => Link().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>Removes Markdown characters. A link becomes its text, followed by its URL if it leads outside the documentation.</summary>
    private static string Plain(string text)
    {
        var linked = Link().Replace(text, match => match.Groups[2].Value.Contains("://", StringComparison.Ordinal)
            ? $"{match.Groups[1].Value} ({match.Groups[2].Value})"
            : match.Groups[1].Value);
        return linked.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal)
            .Replace(@"\", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
