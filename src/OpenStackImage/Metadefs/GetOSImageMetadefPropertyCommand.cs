using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the properties of namespaces of metadata definitions.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefProperty")]
[OutputType(typeof(ImageMetadefProperty))]
public sealed class GetOSImageMetadefPropertyCommand : SessionCommand
{
    /// <summary>The namespaces, for example OS::Compute::Watchdog.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>The properties to get; * and ? and [] stand for other characters. Left out, all.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var space in Namespace)
        {
            Start(space, writer => new MetadefWork<ImageMetadefProperty>(CurrentSession, MetadefKinds.Property, writer).GetAsync(space, Name));
        }
    }
}
