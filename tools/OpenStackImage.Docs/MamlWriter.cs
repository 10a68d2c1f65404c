using System.Xml.Linq;

namespace OpenStackImage.Docs;

/// <summary>Writes the help file of Get-Help in MAML (the schemas are in Schemas/PSMaml of PowerShell).</summary>
internal sealed class MamlWriter(string root, Func<CommandHelp, string> onlineVersion)
{
    public const string FileName = "OpenStackImage.dll-Help.xml";

    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public XDocument Write(IEnumerable<CommandHelp> commands) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            commands.Select(command => Describe(command, CommandPage.Read(HelpFiles.Page(root, command.Name))))));

    private XElement Describe(CommandHelp command, CommandPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", command.Name),
            new XElement(Command + "verb", command.Verb),
            new XElement(Command + "noun", command.Noun),
            Description(Text(command.Synopsis))),
        Description(page.Description),
        new XElement(Command + "syntax", command.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", command.Name),
            set.Parameters.Select(parameter => Parameter(parameter, isSyntax: true))))),
        new XElement(Command + "parameters", command.Parameters.Select(parameter => Parameter(parameter, isSyntax: false))),
        new XElement(Command + "inputTypes", command.Inputs.Select(type => Described(Command + "inputType", type))),
        new XElement(Command + "returnValues", command.Outputs.Select(type => Described(Command + "returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(example => Example(example.Title, example.Blocks))),
        new XElement(Command + "relatedLinks", Link("Online Version:", onlineVersion(command)), page.Links.Select(link => Link(
            link.Text, link.Target.Contains("://", StringComparison.Ordinal) ? link.Target : ""))));

    private static XElement Parameter(ParameterHelp parameter, bool isSyntax) => new(
        Command + "parameter",
        new XAttribute("required", Bool(parameter.IsRequired)),
        new XAttribute("variableLength", Bool(parameter.Type.IsArray)),
        new XAttribute("globbing", Bool(parameter.TakesWildcards)),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position.ToLowerInvariant()),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Description(Text(parameter.Description)),
        isSyntax && parameter.AcceptedValues.Count > 0
            ? new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => new XElement(
                Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)))
            : null,
        isSyntax && parameter.IsSwitch
            ? null
            : new XElement(
                Command
                    + "parameterValue", new XAttribute("required", Bool(!parameter.IsSwitch)), new XAttribute(
                        "variableLength", Bool(parameter.Type.IsArray)), parameter.TypeName),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default));

    /// <summary>The code of an example consists of its blocks of commands and output; its remarks are the text.</summary>
    private static XElement Example(string title, IReadOnlyList<MarkdownBlock> blocks) => new(
        Command + "example",
        new XElement(Maml + "title", title),
        new XElement(Dev + "code", string.Join("\n\n", blocks.Where(block => block.IsCode).Select(block => block.Text))),
        new XElement(Dev + "remarks", Paragraphs(blocks.Where(block => !block.IsCode))));

    private static XElement Described(XName name, TypeHelp type) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        Description(Text(type.Description)));

    private static XElement Link(string text, string uri) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", uri));

    private static XElement Description(IEnumerable<MarkdownBlock> blocks) => new(Maml + "description", Paragraphs(blocks));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<MarkdownBlock> blocks)
        => blocks.Select(block => new XElement(Maml + "para", block.Text));

    private static MarkdownBlock[] Text(string text) => text.Length == 0 ? [] : [new MarkdownBlock(text, null)];

    private static string Bool(bool value) => value ? "true" : "false";
}
