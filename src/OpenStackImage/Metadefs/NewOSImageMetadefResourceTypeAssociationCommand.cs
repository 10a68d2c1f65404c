using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Associates a metadata definition namespace with a resource type. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefResourceTypeAssociation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefResourceTypeAssociation))]
public sealed class NewOSImageMetadefResourceTypeAssociationCommand : NamedMetadefCommand<ImageMetadefResourceTypeAssociation>
{
    /// <summary>
    /// Specifies the resource type. Get-OSImageMetadefResourceType lists the known resource types; other names are accepted.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    [ObjectText("Name")]
    public override string Name { get; set; } = "";

    /// <summary>Specifies the prefix of the property names on a resource of this type, for example hw_.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Prefix { get; set; }

    /// <summary>Specifies the property set of the resource, if the resource has several. For example, specify image for a volume.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? PropertiesTarget { get; set; }

    private protected override ColumnUse Columns => ColumnUse.NewResource;

    private protected override MetadefKind<ImageMetadefResourceTypeAssociation> Kind => MetadefKinds.Association;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AdmitColumns())
        {
            StartAdd(new AssociationDraft { Name = Name, Prefix = Prefix, PropertiesTarget = PropertiesTarget });
        }
    }
}
