using System.ComponentModel;
using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>The base class of New- and Set-OSImageMetadefObject: adds the fields of an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MetadefObjectCommand : NamedMetadefCommand<ImageMetadefObject>
{
    /// <summary>Specifies the description of the object.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Description { get; set; }

    /// <summary>Specifies the names of the properties that every object of this kind must have.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string[]? Required { get; set; }

    /// <summary>Specifies the properties of the object as JSON, for example { "name": { "title": "Name", "type": "string" } }.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Schema { get; set; }

    private protected override MetadefKind<ImageMetadefObject> Kind => MetadefKinds.Object;

    private protected ObjectDraft Draft(string? name) => new()
    {
        Name = name,
        Description = Description,
        Required = Required,
        Schema = Schema,
    };
}
