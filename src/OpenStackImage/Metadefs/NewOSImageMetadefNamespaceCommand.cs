using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Creates a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class NewOSImageMetadefNamespaceCommand : NamespaceSettingsCommand
{
    /// <summary>Specifies the name of the namespace, for example MyCompany::Licenses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string Namespace { get; set; } = "";

    private protected override ColumnUse Columns => ColumnUse.NewResource;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!AdmitColumns())
        {
            return;
        }

        var draft = Draft(Namespace);
        Start(draft.Name, async writer =>
        {
            if (await writer.ConfirmAsync($"Create namespace '{draft.Name}'").ConfigureAwait(false))
            {
                var client = new NamespaceClient(writer.Session, writer);
                var created = await client.AddAsync(draft, writer.CancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(created).ConfigureAwait(false);
            }
        });
    }
}
