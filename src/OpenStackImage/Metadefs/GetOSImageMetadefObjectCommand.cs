using System.Management.Automation;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the objects of metadata definition namespaces.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefObject")]
[OutputType(typeof(ImageMetadefObject))]
public sealed class GetOSImageMetadefObjectCommand : GetMetadefCommand<ImageMetadefObject>
{
    private protected override MetadefKind<ImageMetadefObject> Kind => MetadefKinds.Object;
}
