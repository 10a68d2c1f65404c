using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the associations of metadata definition namespaces with resource types.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefResourceTypeAssociation")]
[OutputType(typeof(ImageMetadefResourceTypeAssociation))]
public sealed class GetOSImageMetadefResourceTypeAssociationCommand : GetMetadefCommand<ImageMetadefResourceTypeAssociation>
{
    /// <summary>
    /// Specifies the resource types. Wildcards are supported. If omitted, all associations of the namespace are returned.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    [ObjectText("Name")]
    public override string[]? Name { get; set; }

    private protected override MetadefKind<ImageMetadefResourceTypeAssociation> Kind => MetadefKinds.Association;
}
