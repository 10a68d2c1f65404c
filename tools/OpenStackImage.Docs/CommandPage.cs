namespace OpenStackImage.Docs;

/// <summary>
/// A page of docs/cmdlets, in the form of PlatyPS (schema 2.0.0). People write its description, examples, notes and links; the rest is made from the module.
/// </summary>
internal sealed class CommandPage
{
    /// <summary>The sections that people write, and what a new page begins with.</summary>
    private static readonly (string Heading, string[] Beginning)[] Written =
    [
        ("DESCRIPTION", []),
        ("EXAMPLES", ["### Example 1: ", "", "```powershell", "```", ""]),
        ("NOTES", []),
        ("RELATED LINKS", []),
    ];

    private readonly Dictionary<string, string[]> _sections;

    private CommandPage(Dictionary<string, string[]> sections) => _sections = sections;

    public IEnumerable<MarkdownBlock> Description => Markdown.Blocks(Section("DESCRIPTION"));

    public IEnumerable<MarkdownBlock> Notes => Markdown.Blocks(Section("NOTES"));

    public IEnumerable<(string Text, string Target)> Links => Markdown.Links(string.Join('\n', Section("RELATED LINKS")));

    public IEnumerable<(string Title, IReadOnlyList<MarkdownBlock> Blocks)> Examples
        => Markdown.Sections(Section("EXAMPLES"), 3)
            .Where(example => example.Heading.Length > 0)
            .Select(example => (example.Heading, (IReadOnlyList<MarkdownBlock>)[.. Markdown.Blocks(example.Lines)]));

    /// <summary>Reads what people wrote on a page; a page that is not there yet gets its beginnings.</summary>
    public static CommandPage Read(string path)
    {
        var found = File.Exists(path) ? Markdown.Sections(File.ReadLines(path), 2).ToDictionary(section => section.Heading, section => section.Lines) : [];
        return new CommandPage(Written.ToDictionary(section => section.Heading, section => found.GetValueOrDefault(section.Heading, section.Beginning)));
    }

    /// <summary>The lines that people wrote under a heading, without empty ones around them.</summary>
    public string[] Section(string heading)
        => [.. _sections[heading].SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
}
