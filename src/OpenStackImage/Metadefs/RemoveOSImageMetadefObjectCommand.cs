using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Removes objects from a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefObject", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefObject))]
public sealed class RemoveOSImageMetadefObjectCommand : RemoveMetadefCommand<ImageMetadefObject>
{
    private protected override MetadefKind<ImageMetadefObject> Kind => MetadefKinds.Object;
}
