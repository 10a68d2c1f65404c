using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes metadata definition namespaces. Only the specified fields are changed. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class SetOSImageMetadefNamespaceCommand : NamespaceSettingsCommand
{
    /// <summary>Specifies one or more namespaces, for example OS::Compute::Watchdog.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    [ObjectText("Namespace")]
    public string[] Namespace { get; set; } = [];

    /// <summary>Specifies the new name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RowSetting]
    [Cell]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? NewName { get; set; }

    /// <summary>Indicates that the cmdlet writes the changed namespace. By default, it writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!AdmitColumns())
        {
            return;
        }

        var draft = Draft(NewName);
        foreach (var @namespace in Namespace)
        {
            Start(@namespace, writer => SetAsync(@namespace, draft, writer));
        }
    }

    private async Task SetAsync(string @namespace, NamespaceDraft draft, PipelineWriter writer)
    {
        if (!await writer.ConfirmAsync($"Change namespace '{@namespace}'").ConfigureAwait(false))
        {
            return;
        }

        var client = new NamespaceClient(writer.Session, writer);
        var changed = await client.SetAsync(@namespace, draft, writer.CancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            await writer.WriteAsync(changed).ConfigureAwait(false);
        }
    }
}
