using System.Management.Automation;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Renames a tag of a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefTag", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefTag))]
public sealed class SetOSImageMetadefTagCommand : NamedMetadefCommand<ImageMetadefTag>
{
    /// <summary>Specifies the new name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? NewName { get; set; }

    /// <summary>Indicates that the cmdlet writes the changed tag. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override MetadefKind<ImageMetadefTag> Kind => MetadefKinds.Tag;

    /// <inheritdoc/>
    protected override void ProcessRecord() => StartSet(Name, new TagDraft { Name = NewName }, PassThru);
}
