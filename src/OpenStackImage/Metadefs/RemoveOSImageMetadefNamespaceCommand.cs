using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Removes metadata definition namespaces and everything in them. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefNamespace", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class RemoveOSImageMetadefNamespaceCommand : NamespaceListCommand
{
    /// <summary>Indicates that the cmdlet does not prompt for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet writes the removed namespaces with their content. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessNamespaceAsync(string @namespace, PipelineWriter writer)
    {
        if (!await writer.ConfirmAsync($"Remove namespace '{@namespace}' and everything in it").ConfigureAwait(false))
        {
            return;
        }

        var client = new NamespaceClient(writer.Session, writer);
        var removed = PassThru ? await client.GetAsync(@namespace, null, writer.CancellationToken).ConfigureAwait(false) : null;
        await client.RemoveAsync(@namespace, writer.CancellationToken).ConfigureAwait(false);
        if (removed is not null)
        {
            await writer.WriteAsync(removed).ConfigureAwait(false);
        }
    }
}
