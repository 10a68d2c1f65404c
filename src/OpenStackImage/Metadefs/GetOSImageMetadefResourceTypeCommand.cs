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
        => Start(null, async (output, cancellationToken) =>
        {
            foreach (var type in await new NamespaceClient(CurrentSession, output).ListResourceTypesAsync(cancellationToken).ConfigureAwait(false))
            {
                await output.WriteAsync(type).ConfigureAwait(false);
            }
        });
}
