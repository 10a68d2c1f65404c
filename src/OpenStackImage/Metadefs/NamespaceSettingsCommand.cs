using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of New- and Set-OSImageMetadefNamespace: adds the fields of a namespace.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NamespaceSettingsCommand : SessionCommand
{
    /// <summary>Specifies the display name of the namespace.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>Specifies the description of the namespace.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Description { get; set; }

    /// <summary>
    /// Specifies the visibility of the namespace: public (all projects) or private (only the project that owns it). Glance creates
    /// private namespaces by default.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [Keyword("public", "private")]
    [ArgumentCompleter(typeof(MetadefVisibilityCompleter))]
    public string? Visibility { get; set; }

    /// <summary>Specifies whether the namespace is protected from deletion: $true or $false.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Alias("IsProtected")]
    [Cell]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    [BooleanText]
    public bool? Protected { get; set; }

    private protected NamespaceDraft Draft(string? name) => new()
    {
        Name = name,
        DisplayName = DisplayName,
        Description = Description,
        Visibility = Visibility,
        IsProtected = Protected,
    };
}
