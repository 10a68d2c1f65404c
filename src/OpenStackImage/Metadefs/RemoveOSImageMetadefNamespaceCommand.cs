using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Removes metadata definition namespaces and everything in them. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefNamespace", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveOSImageMetadefNamespaceCommand : NamespaceListCommand
{
    private protected override async Task ProcessNamespaceAsync(string @namespace, PipelineWriter writer)
    {
        if (await writer.ConfirmAsync($"Remove namespace '{@namespace}' and everything in it").ConfigureAwait(false))
        {
            await new NamespaceClient(writer.Session, writer).RemoveAsync(@namespace, writer.CancellationToken).ConfigureAwait(false);
        }
    }
}
