namespace OpenStackImage.Docs;

/// <summary>The help of a cmdlet as far as it comes from the built module.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Synopsis">The summary of the class.</param>
/// <param name="Sets">The parameter sets, the default one first.</param>
/// <param name="Parameters">Every parameter once, in alphabetical order, followed by -Confirm and -WhatIf.</param>
/// <param name="Inputs">The types that the pipeline accepts.</param>
/// <param name="Outputs">The types that the cmdlet writes.</param>
internal sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<ParameterSetHelp> Sets,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs)
{
    public string Verb => Name[..Name.IndexOf('-', StringComparison.Ordinal)];

    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

/// <param name="Name">The name of the set; null if the cmdlet has only one set.</param>
/// <param name="Syntax">The syntax in the format of Get-Command -Syntax.</param>
/// <param name="Parameters">The parameters in the order of the syntax.</param>
internal sealed record ParameterSetHelp(string? Name, bool IsDefault, string Syntax, IReadOnlyList<ParameterHelp> Parameters);

/// <param name="Sets">The sets that contain the parameter; empty if all sets do.</param>
/// <param name="Position">A number or Named.</param>
/// <param name="Default">The value of the property of a new cmdlet object, or None.</param>
/// <param name="PipelineInput">False, or True followed by the kinds of pipeline input.</param>
internal sealed record ParameterHelp(
    string Name,
    string Description,
    Type Type,
    IReadOnlyList<string> Sets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool IsRequired,
    string Position,
    string Default,
    string PipelineInput,
    bool TakesWildcards)
{
    /// <summary>The name of the type as PowerShell writes it: String[], Int32, SwitchParameter.</summary>
    public string TypeName => (Nullable.GetUnderlyingType(Type) ?? Type).Name;

    public bool IsSwitch => Type == typeof(System.Management.Automation.SwitchParameter);
}

/// <summary>An input or output type.</summary>
internal sealed record TypeHelp(string Name, string Description);
