using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Removes tags from a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefTag", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefTag))]
public sealed class RemoveOSImageMetadefTagCommand : RemoveMetadefCommand<ImageMetadefTag>
{
    private protected override MetadefKind<ImageMetadefTag> Kind => MetadefKinds.Tag;
}
