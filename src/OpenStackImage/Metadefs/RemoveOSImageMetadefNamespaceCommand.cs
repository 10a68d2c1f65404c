using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes namespaces of metadata definitions, with all that lies in them. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefNamespace", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>The namespaces.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var space in Namespace)
        {
            Start(space, async writer =>
            {
                if (await writer.ConfirmAsync($"Remove namespace '{space}' with all that lies in it").ConfigureAwait(false))
                {
                    await new NamespaceClient(CurrentSession, writer).RemoveAsync(space, writer.CancellationToken).ConfigureAwait(false);
                }
            });
        }
    }
}
