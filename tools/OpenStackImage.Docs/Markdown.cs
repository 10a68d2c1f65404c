using System.Text.RegularExpressions;

namespace OpenStackImage.Docs;

/// <summary>A piece of a Markdown text: a paragraph, an item of a list, a row of a table, or a block of code.</summary>
/// <param name="Language">What stands behind the fence; null for text.</param>
internal sealed record MarkdownBlock(string Text, string? Language)
{
    public bool IsCode => Language is not null;
}

/// <summary>As much of Markdown as the pages use.</summary>
internal static partial class Markdown
{
    private const string Fence = "```";

    /// <summary>Splits lines at the headings of a level; what stands before the first one has the heading "".</summary>
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

    /// <summary>The paragraphs, list items and code blocks of a text, in plain words.</summary>
    public static IEnumerable<MarkdownBlock> Blocks(IEnumerable<string> lines)
    {
        var block = new List<string>();
        string? language = null;
        foreach (var line in lines)
        {
            var isFence = line.StartsWith(Fence, StringComparison.Ordinal);
            var starts = language is null && (isFence || line.Length == 0 || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|'));
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

    /// <summary>[text](address) of each link.</summary>
    public static IEnumerable<(string Text, string Target)> Links(string text)
        => Link().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>Without marks: a link is its text, followed by its address if that leads out of the documentation.</summary>
    private static string Plain(string text)
    {
        var linked = Link().Replace(text, match => match.Groups[2].Value.Contains("://", StringComparison.Ordinal)
            ? $"{match.Groups[1].Value} ({match.Groups[2].Value})"
            : match.Groups[1].Value);
        return linked.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).Replace(@"\", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
