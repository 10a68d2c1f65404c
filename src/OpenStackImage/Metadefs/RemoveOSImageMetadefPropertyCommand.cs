using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Removes property definitions from a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefProperty", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class RemoveOSImageMetadefPropertyCommand : RemoveMetadefCommand<ImageMetadefProperty>
{
    private protected override MetadefKind<ImageMetadefProperty> Kind => MetadefKinds.Property;
}
