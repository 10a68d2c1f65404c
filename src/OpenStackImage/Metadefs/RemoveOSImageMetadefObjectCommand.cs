using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes objects from a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefObject", SupportsShouldProcess = true)]
public sealed class RemoveOSImageMetadefObjectCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The objects to remove.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, names) = (Namespace, Name);
        Start(space, writer => new MetadefWork<ImageMetadefObject>(CurrentSession, MetadefKinds.Object, writer).RemoveAsync(space, names));
    }
}
