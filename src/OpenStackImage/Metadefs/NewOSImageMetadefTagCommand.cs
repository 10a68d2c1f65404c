using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Adds tags to a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefTag", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefTag))]
public sealed class NewOSImageMetadefTagCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The tags. Glance does not tell capitals apart.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var space = Namespace;
        foreach (var name in Name)
        {
            Start(name, writer => new MetadefWork<ImageMetadefTag>(CurrentSession, MetadefKinds.Tag, writer).AddAsync(space, new TagDraft { Name = name }));
        }
    }
}
