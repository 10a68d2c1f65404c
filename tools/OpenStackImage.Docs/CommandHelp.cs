namespace OpenStackImage.Docs;

/// <summary>What the built module itself says about a cmdlet.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Synopsis">One paragraph: the class's summary.</param>
/// <param name="Sets">The parameter sets, the default one first.</param>
/// <param name="Parameters">Every parameter once, in alphabetical order, -Confirm and -WhatIf at the end.</param>
/// <param name="Inputs">What the pipeline takes.</param>
/// <param name="Outputs">What the cmdlet writes.</param>
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

/// <param name="Name">The set's name; null if the cmdlet has one set only.</param>
/// <param name="Syntax">As Get-Command -Syntax shows it.</param>
/// <param name="Parameters">The parameters in the order of the syntax.</param>
internal sealed record ParameterSetHelp(string? Name, bool IsDefault, string Syntax, IReadOnlyList<ParameterHelp> Parameters);

/// <param name="Sets">The sets that have the parameter; empty for all.</param>
/// <param name="Position">A number, or Named.</param>
/// <param name="Default">The value that an untouched cmdlet has; None if it has none.</param>
/// <param name="PipelineInput">False, or True with how.</param>
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
    /// <summary>As PowerShell writes it: String[], Int32, SwitchParameter.</summary>
    public string TypeName => (Nullable.GetUnderlyingType(Type) ?? Type).Name;

    public bool IsSwitch => Type == typeof(System.Management.Automation.SwitchParameter);
}

/// <summary>A type that goes in or comes out.</summary>
internal sealed record TypeHelp(string Name, string Description);
