using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes associations with resource types from a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefResourceTypeAssociation", SupportsShouldProcess = true)]
public sealed class RemoveOSImageMetadefResourceTypeAssociationCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The types of resources of which the namespace shall define nothing any more.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, names) = (Namespace, Name);
        Start(space, writer => new MetadefWork<ImageMetadefResourceTypeAssociation>(CurrentSession, MetadefKinds.Association, writer).RemoveAsync(space, names));
    }
}
