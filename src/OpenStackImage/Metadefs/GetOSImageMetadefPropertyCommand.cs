using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the property definitions of metadata definition namespaces.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefProperty")]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class GetOSImageMetadefPropertyCommand : GetMetadefCommand<ImageMetadefProperty>
{
    private protected override MetadefKind<ImageMetadefProperty> Kind => MetadefKinds.Property;
}
