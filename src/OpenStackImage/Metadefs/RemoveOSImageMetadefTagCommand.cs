using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes tags from a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefTag", SupportsShouldProcess = true)]
public sealed class RemoveOSImageMetadefTagCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The tags to remove.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, names) = (Namespace, Name);
        Start(space, writer => new MetadefWork<ImageMetadefTag>(CurrentSession, MetadefKinds.Tag, writer).RemoveAsync(space, names));
    }
}
