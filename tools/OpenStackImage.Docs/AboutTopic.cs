using System.Text;

namespace OpenStackImage.Docs;

/// <summary>Converts a page of docs/about to the plain text that Get-Help about_... shows.</summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const int Indent = 4;

    public static string Write(string path)
    {
        var text = new StringBuilder();
        Heading(text, "TOPIC");
        Wrap(text, Path.GetFileNameWithoutExtension(path), Indent);
        foreach (var (heading, lines) in Markdown.Sections(File.ReadLines(path), 2).Skip(1))
        {
            Heading(text, heading.ToUpperInvariant());
            foreach (var (subheading, body) in Markdown.Sections(lines, 3))
            {
                if (subheading.Length > 0)
                {
                    Wrap(text, subheading, 2);
                }

                foreach (var block in Markdown.Blocks(body))
                {
                    Block(text, block);
                }
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Heading(StringBuilder text, string heading) => text.Append(heading).Append('\n');

    private static void Block(StringBuilder text, MarkdownBlock block)
    {
        if (!block.IsCode)
        {
            Wrap(text, block.Text, Indent);
            return;
        }

        foreach (var line in block.Text.Split('\n'))
        {
            text.Append((new string(' ', Indent * 2) + line).TrimEnd()).Append('\n');
        }

        text.Append('\n');
    }

    /// <summary>Wraps a paragraph. The continuation lines of a list item are indented.</summary>
    private static void Wrap(StringBuilder text, string paragraph, int indent)
    {
        var hanging = paragraph.StartsWith("- ", StringComparison.Ordinal) ? 2 : 0;
        var line = new string(' ', indent);
        var isEmpty = true;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line = new string(' ', indent + hanging);
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        text.Append(line).Append("\n\n");
    }
}
