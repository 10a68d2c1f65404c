using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Adds an object, which is a group of properties, to a namespace of metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefObject", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefObject))]
public sealed class NewOSImageMetadefObjectCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The name of the object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, draft) = (Namespace, new ObjectDraft { Name = Name, Description = Description, Required = Required, Schema = Schema });
        Start(Name, writer => new MetadefWork<ImageMetadefObject>(CurrentSession, MetadefKinds.Object, writer).AddAsync(space, draft));
    }
}
