using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Metadefs;

/// <summary>Makes a namespace for metadata definitions. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.New, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class NewOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>Its name, for example MyCompany::Licences.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Namespace { get; set; } = "";

    /// <summary>The name that is shown to people.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>What it is about.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Who may see it: public is everybody, private is the project that owns it.</summary>
    [Parameter]
    [ValidateSet("public", "private")]
    public string? Visibility { get; set; }

    /// <summary>Whether it is protected against deletion: $true or $false.</summary>
    [Parameter]
    public bool? Protected { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var draft = new NamespaceDraft { Name = Namespace, DisplayName = DisplayName, Description = Description, Visibility = Visibility, IsProtected = Protected };
        Start(Namespace, async writer =>
        {
            if (await writer.ConfirmAsync($"Make namespace '{draft.Name}'").ConfigureAwait(false))
            {
                await writer.WriteAsync(await new NamespaceClient(CurrentSession, writer).AddAsync(draft, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        });
    }
}
