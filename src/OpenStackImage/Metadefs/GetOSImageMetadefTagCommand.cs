using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the tags of metadata definition namespaces.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefTag")]
[OutputType(typeof(ImageMetadefTag))]
public sealed class GetOSImageMetadefTagCommand : GetMetadefCommand<ImageMetadefTag>
{
    private protected override MetadefKind<ImageMetadefTag> Kind => MetadefKinds.Tag;
}
