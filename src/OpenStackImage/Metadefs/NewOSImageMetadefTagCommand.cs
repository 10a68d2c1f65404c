using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Adds tags to a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefTag", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefTag))]
public sealed class NewOSImageMetadefTagCommand : MetadefCommand<ImageMetadefTag>
{
    /// <summary>Specifies the tags. Tags are not case-sensitive.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ObjectText("Name")]
    public string[] Name { get; set; } = [];

    private protected override MetadefKind<ImageMetadefTag> Kind => MetadefKinds.Tag;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            StartAdd(new TagDraft { Name = name });
        }
    }
}
