using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Changes namespaces of metadata definitions: what is given, and nothing else. Takes an admin's session.</summary>
[Cmdlet(VerbsCommon.Set, "OSImageMetadefNamespace", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefNamespace))]
public sealed class SetOSImageMetadefNamespaceCommand : SessionCommand
{
    /// <summary>The namespaces.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>A new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

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

    /// <summary>Write what has become of it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var draft = new NamespaceDraft { Name = NewName, DisplayName = DisplayName, Description = Description, Visibility = Visibility, IsProtected = Protected };
        foreach (var space in Namespace)
        {
            Start(space, async writer =>
            {
                if (!await writer.ConfirmAsync($"Change namespace '{space}'").ConfigureAwait(false))
                {
                    return;
                }

                var changed = await new NamespaceClient(CurrentSession, writer).SetAsync(space, draft, writer.CancellationToken).ConfigureAwait(false);
                if (PassThru)
                {
                    await writer.WriteAsync(changed).ConfigureAwait(false);
                }
            });
        }
    }
}
