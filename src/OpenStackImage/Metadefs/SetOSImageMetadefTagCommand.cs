using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes a tag of a namespace of metadata definitions: what is given, and nothing else. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefTag", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefTag))]
public sealed class SetOSImageMetadefTagCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The tag.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A new name.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Write what has become of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, name, draft) = (Namespace, Name, new TagDraft { Name = NewName });
        Start(name, writer => new MetadefWork<ImageMetadefTag>(CurrentSession, MetadefKinds.Tag, writer).SetAsync(space, name, draft, PassThru));
    }
}
