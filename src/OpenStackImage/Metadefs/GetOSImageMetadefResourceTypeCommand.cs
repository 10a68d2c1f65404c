using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Gets the resource types for which the cloud has metadata definitions.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageMetadefResourceType")]
[OutputType(typeof(ImageMetadefResourceType))]
public sealed class GetOSImageMetadefResourceTypeCommand : PipedSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Start(null, async writer =>
        {
            var client = new NamespaceClient(writer.Session, writer);
            foreach (var type in await client.ListResourceTypesAsync(writer.CancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(type).ConfigureAwait(false);
            }
        });
}
