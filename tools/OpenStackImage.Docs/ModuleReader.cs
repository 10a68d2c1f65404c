using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace OpenStackImage.Docs;

/// <summary>Reads the cmdlets of the built module with PowerShell's own reflection.</summary>
internal sealed class ModuleReader
{
    private const string AllSets = "__AllParameterSets";

    private static readonly Dictionary<string, string> CommonText = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = "Shows what would happen if the cmdlet runs. The cmdlet is not run.",
        ["Confirm"] = "Prompts you for confirmation before running the cmdlet.",
        ["First"] = "Specifies the maximum number of images to write. By default, all images are written.",
        ["IncludeTotalCount"] = "Indicates that the cmdlet first writes the total count, which is always unknown, "
            + "because the service does not count.",
        ["Skip"] = "Specifies the number of images to skip before the first image is written. Default: 0.",
    };

    private readonly string _folder;
    private readonly XmlComments _comments;

    public ModuleReader(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _comments = new XmlComments(_folder);
    }

    /// <summary>Returns all cmdlets in alphabetical order.</summary>
    public IReadOnlyList<CommandHelp> Read()
    {
        var context = new AssemblyLoadContext("module");
        context.Resolving += (_, name) => Path.Combine(_folder, name.Name + ".dll") is var path && File.Exists(path)
            ? context.LoadFromAssemblyPath(path)
            : null;
        return context.LoadFromAssemblyPath(Path.Combine(_folder, "OpenStackImage.dll"))
            .GetExportedTypes()
            .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
            .Where(found => found.Cmdlet is not null)
            .Select(found => Read($"{found.Cmdlet!.VerbName}-{found.Cmdlet.NounName}", found.Type))
            .OrderBy(command => command.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private CommandHelp Read(string name, Type type)
    {
        var sets = new CmdletInfo(name, type).ParameterSets;
        var defaults = Activator.CreateInstance(type)!;
        var described = sets
            .SelectMany(set => set.Parameters)
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => Describe(same.First(), type, defaults, SetsOf(same.Key, sets)), StringComparer.Ordinal);
        return new CommandHelp(
            name,
            _comments.Of(type),
            [.. sets.OrderByDescending(set => set.IsDefault || sets.Count == 1).Select(set => Describe(set, described))],
            [
                .. described.Values
                    .OrderBy(parameter => CommonText.ContainsKey(parameter.Name))
                    .ThenBy(parameter => parameter.Name, StringComparer.Ordinal),
            ],
            [.. Inputs(sets, described)],
            [
                .. type.GetCustomAttributes<OutputTypeAttribute>()
                    .SelectMany(output => output.Type)
                    .Select(output => Describe(output.Type, output.Name, ""))
                    .Distinct(),
            ]);
    }

    private static ParameterSetHelp Describe(CommandParameterSetInfo set, Dictionary<string, ParameterHelp> described) => new(
        set.Name == AllSets ? null : set.Name,
        set.IsDefault,
        set.ToString(),
        [.. set.Parameters
            .Where(parameter => described.ContainsKey(parameter.Name))
            .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .Select(parameter => described[parameter.Name] with { IsRequired = parameter.IsMandatory, Position = Position(parameter) })]);

    /// <summary>The module's own attribute is a type of another load context.</summary>
    private static IEnumerable<string> AcceptedValues(Attribute attribute) => attribute is ValidateSetAttribute set
        ? set.ValidValues
        : attribute.GetType() is { Name: "KeywordAttribute" } type ? (IEnumerable<string>)type.GetProperty("Words")!.GetValue(attribute)!
        : [];

    private ParameterHelp Describe(CommandParameterInfo parameter, Type cmdlet, object defaults, IReadOnlyList<string> sets)
    {
        var property = cmdlet.GetProperty(parameter.Name);
        return new ParameterHelp(
            parameter.Name,
            property is null ? CommonText[parameter.Name] : _comments.Of(property),
            parameter.ParameterType,
            sets,
            [.. parameter.Aliases.Order(StringComparer.Ordinal)],
            [.. parameter.Attributes.SelectMany(AcceptedValues)],
            parameter.IsMandatory,
            Position(parameter),
            Default(property?.GetValue(defaults), parameter.ParameterType),
            Pipeline(parameter),
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any());
    }

    private IEnumerable<TypeHelp> Inputs(IEnumerable<CommandParameterSetInfo> sets, Dictionary<string, ParameterHelp> described)
        => sets
            .SelectMany(set => set.Parameters)
            .Where(parameter => parameter.ValueFromPipeline)
            .Select(
                parameter => (
                    Type: parameter.ParameterType.GetElementType() ?? parameter.ParameterType, described[parameter.Name].Description))
            .Select(input => Describe(input.Type, input.Type.FullName!, input.Description))
            .Distinct();

    private TypeHelp Describe(Type? type, string name, string otherwise)
        => new(type?.FullName ?? name, type is not null && _comments.Of(type) is { Length: > 0 } text ? text : otherwise);

    private static string[] SetsOf(string parameter, IReadOnlyCollection<CommandParameterSetInfo> sets)
    {
        var with = sets.Where(set => set.Parameters.Any(candidate => candidate.Name == parameter)).Select(set => set.Name).ToArray();
        return with.Length == sets.Count ? [] : with;
    }

    private static string Position(CommandParameterInfo parameter)
        => parameter.Position < 0 ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture);

    private static string Pipeline(CommandParameterInfo parameter)
        => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };

    private static string Default(object? value, Type type) => value switch
    {
        SwitchParameter => "False",
        null when type == typeof(SwitchParameter) => "False",
        null or "" or ICollection { Count: 0 } => "None",
        ICollection values => string.Join(", ", values.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
