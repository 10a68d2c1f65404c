using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of New- and Set-OSImageMetadefProperty: adds the keywords of a property definition.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MetadefPropertyCommand : NamedMetadefCommand<ImageMetadefProperty>
{
    /// <summary>Specifies the display name of the property. For a new property, the default is its name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Title { get; set; }

    /// <summary>Specifies the type of the values. For a new property, the default is string.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [Keyword("string", "integer", "number", "boolean", "array", "object")]
    [ArgumentCompleter(typeof(MetadefTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>Specifies the description of the property.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Description { get; set; }

    /// <summary>Specifies the value that applies if a resource does not have the property.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Default { get; set; }

    /// <summary>Specifies the values that are allowed. By default, every value is allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("AllowedValues")]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string[]? AllowedValue { get; set; }

    /// <summary>Specifies the minimum value of a numeric property, as an integer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public decimal? Minimum { get; set; }

    /// <summary>Specifies the maximum value of a numeric property, as an integer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public decimal? Maximum { get; set; }

    /// <summary>Specifies the regular expression that a string must match.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Pattern { get; set; }

    /// <summary>
    /// Specifies other JSON Schema keywords as JSON, for example { "minLength": 3 }. The other parameters take precedence.
    /// Set-OSImageMetadefProperty keeps the keywords that are not specified.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Schema { get; set; }

    private protected override MetadefKind<ImageMetadefProperty> Kind => MetadefKinds.Property;

    private protected PropertyDraft Draft(string? name) => new()
    {
        Name = name,
        Title = Title,
        Type = Type,
        Description = Description,
        Default = Default,
        AllowedValues = AllowedValue,
        Minimum = Minimum,
        Maximum = Maximum,
        Pattern = Pattern,
        Schema = Schema,
    };
}
