using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the types of resources of which this cloud has metadata definitions.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefResourceType")]
[OutputType(typeof(ImageMetadefResourceType))]
public sealed class GetOSImageMetadefResourceTypeCommand : SessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            foreach (var type in await new NamespaceClient(CurrentSession, writer).ListResourceTypesAsync(writer.CancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(type).ConfigureAwait(false);
            }
        });
}
