using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes associations with resource types from a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefResourceTypeAssociation", SupportsShouldProcess = true)]
public sealed class RemoveOSImageMetadefResourceTypeAssociationCommand : RemoveMetadefCommand<ImageMetadefResourceTypeAssociation>
{
    /// <summary>Specifies the resource types whose association is removed.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    public override string[] Name { get; set; } = [];

    private protected override MetadefKind<ImageMetadefResourceTypeAssociation> Kind => MetadefKinds.Association;
}
