using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the associations with resource types of namespaces of metadata definitions.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefResourceTypeAssociation")]
[OutputType(typeof(ImageMetadefResourceTypeAssociation))]
public sealed class GetOSImageMetadefResourceTypeAssociationCommand : SessionCommand
{
    /// <summary>The namespaces, for example OS::Compute::Watchdog.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>The types of resources; * and ? and [] stand for other characters. Left out, all.</summary>
    [Parameter(Position = 1)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var space in Namespace)
        {
            Start(space, writer => new MetadefWork<ImageMetadefResourceTypeAssociation>(CurrentSession, MetadefKinds.Association, writer).GetAsync(space, Name));
        }
    }
}
