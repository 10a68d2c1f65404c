using System.Text;

namespace OpenStackImage.Docs;

/// <summary>Writes a page of docs/cmdlets: the sections that are written by hand and the generated ones.</summary>
internal sealed class CommandPageWriter
{
    private const int Width = 110;
    private const string CommonParameters =
        "This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, "
        + "-OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. "
        + "For more information, see "
        + "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).";

    private readonly StringBuilder _text = new();

    private CommandPageWriter()
    {
    }

    public static string Write(CommandHelp command, CommandPage page, string onlineVersion)
    {
        var writer = new CommandPageWriter();
        writer.FrontMatter(command, onlineVersion);
        writer.Part("## SYNOPSIS", command.Synopsis);
        writer.Syntax(command);
        writer.Part("## DESCRIPTION", page.Section("DESCRIPTION"));
        writer.Part("## EXAMPLES", page.Section("EXAMPLES"));
        writer.Part("## PARAMETERS");
        foreach (var parameter in command.Parameters)
        {
            writer.Parameter(parameter);
        }

        writer.Part("### CommonParameters", CommonParameters);
        writer.Types("## INPUTS", command.Inputs);
        writer.Types("## OUTPUTS", command.Outputs);
        writer.Part("## NOTES", page.Section("NOTES"));
        writer.Part("## RELATED LINKS", page.Section("RELATED LINKS"));
        return writer._text.ToString().TrimEnd('\n') + "\n";
    }

    private void FrontMatter(CommandHelp command, string onlineVersion)
        => Lines(
            "---",
            $"external help file: {MamlWriter.FileName}",
            "Module Name: OpenStackImage",
            $"online version: {onlineVersion}",
            "schema: 2.0.0",
            "---",
            "",
            $"# {command.Name}",
            "");

    private void Syntax(CommandHelp command)
    {
        Part("## SYNTAX");
        foreach (var set in command.Sets)
        {
            if (set.Name is not null)
            {
                Part($"### {set.Name}{(set.IsDefault ? " (Default)" : "")}");
            }

            Lines("```");
            Lines([.. Wrapped($"{command.Name} {set.Syntax}")]);
            Lines("```", "");
        }
    }

    private void Parameter(ParameterHelp parameter)
    {
        Part($"### -{parameter.Name}", parameter.Description);
        Lines(
            "```yaml",
            $"Type: {parameter.TypeName}",
            $"Parameter Sets: {(parameter.Sets.Count == 0 ? "(All)" : string.Join(", ", parameter.Sets))}",
            $"Aliases:{Listed(parameter.Aliases)}");
        if (parameter.AcceptedValues.Count > 0)
        {
            Lines($"Accepted values:{Listed(parameter.AcceptedValues)}");
        }

        Lines(
            "",
            $"Required: {parameter.IsRequired}",
            $"Position: {parameter.Position}",
            $"Default value: {parameter.Default}",
            $"Accept pipeline input: {parameter.PipelineInput}",
            $"Accept wildcard characters: {parameter.TakesWildcards}",
            "```",
            "");
    }

    private void Types(string heading, IReadOnlyList<TypeHelp> types)
    {
        Part(heading);
        if (types.Count == 0)
        {
            Part("### None");
        }

        foreach (var type in types)
        {
            Part($"### {type.Name}", type.Description);
        }
    }

    private void Part(string heading, params IReadOnlyList<string> body)
    {
        Lines(heading, "");
        if (body.Any(line => line.Length > 0))
        {
            Lines([.. body, ""]);
        }
    }

    private void Lines(params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            _text.Append(line).Append('\n');
        }
    }

    private static string Listed(IReadOnlyList<string> values) => values.Count == 0 ? "" : " " + string.Join(", ", values);

    /// <summary>Wraps a syntax between parameters.</summary>
    private static IEnumerable<string> Wrapped(string syntax)
    {
        var line = "";
        var parts = syntax.Replace(" [", "\n[", StringComparison.Ordinal).Replace(" -", "\n-", StringComparison.Ordinal);
        foreach (var part in parts.Split('\n'))
        {
            if (line.Length > 0 && line.Length + 1 + part.Length > Width)
            {
                yield return line;
                line = " " + part;
            }
            else
            {
                line = line.Length == 0 ? part : $"{line} {part}";
            }
        }

        yield return line;
    }
}
