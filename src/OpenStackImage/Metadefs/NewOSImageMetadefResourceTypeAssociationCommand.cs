using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Says that a namespace of metadata definitions defines properties of a type of resources. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefResourceTypeAssociation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefResourceTypeAssociation))]
public sealed class NewOSImageMetadefResourceTypeAssociationCommand : SessionCommand
{
    /// <summary>The namespace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = "";

    /// <summary>The type of resources; Get-OSImageMetadefResourceType shows those that are known, and others may be given.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    public string Name { get; set; } = "";

    /// <summary>What goes before the names of the properties on such a resource, for example hw_.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary>Which of several property sets of such a resource is meant, for example image of a volume.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PropertiesTarget { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var (space, draft) = (Namespace, new AssociationDraft { Name = Name, Prefix = Prefix, PropertiesTarget = PropertiesTarget });
        Start(Name, writer => new MetadefWork<ImageMetadefResourceTypeAssociation>(CurrentSession, MetadefKinds.Association, writer).AddAsync(space, draft));
    }
}
