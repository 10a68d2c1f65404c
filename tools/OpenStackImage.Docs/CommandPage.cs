namespace OpenStackImage.Docs;

/// <summary>
/// A page of docs/cmdlets in the format of PlatyPS (schema 2.0.0). Its description, examples, notes and links are written by hand. The
/// other sections are generated from the module.
/// </summary>
internal sealed class CommandPage
{
    /// <summary>The sections that are written by hand, with their content on a new page.</summary>
    private static readonly (string Heading, string[] Initial)[] Written =
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

    /// <summary>Reads the sections that are written by hand. A page that does not exist has their initial content.</summary>
    public static CommandPage Read(string path)
    {
        var found = File.Exists(path)
            ? Markdown.Sections(File.ReadLines(path), 2).ToDictionary(section => section.Heading, section => section.Lines)
            : [];
        return new CommandPage(
            Written.ToDictionary(section => section.Heading, section => found.GetValueOrDefault(section.Heading, section.Initial)));
    }

    /// <summary>Returns the lines of a section without leading and trailing empty lines.</summary>
    public string[] Section(string heading)
        => [.. _sections[heading].SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
}
