using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes an object of a namespace of metadata definitions: what is given, and nothing else. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefObject", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefObject))]
public sealed class SetOSImageMetadefObjectCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>What it is about.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The properties without which it is not whole.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Required { get; set; }

    /// <summary>Its properties as JSON: { "name": { "title": "Name", "type": "string" } }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <summary>Write what has become of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, name, draft) = (Namespace, Name, new ObjectDraft { Name = NewName, Description = Description, Required = Required, Schema = Schema });
        Start(name, writer => new MetadefWork<ImageMetadefObject>(CurrentSession, MetadefKinds.Object, writer).SetAsync(space, name, draft, PassThru));
    }
}
