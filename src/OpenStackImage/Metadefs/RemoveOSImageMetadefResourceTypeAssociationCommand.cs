using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Metadefs;

/// <summary>Removes associations with resource types from a metadata definition namespace. Requires the admin role.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageMetadefResourceTypeAssociation", SupportsShouldProcess = true)]
[OutputType(typeof(ImageMetadefResourceTypeAssociation))]
public sealed class RemoveOSImageMetadefResourceTypeAssociationCommand : RemoveMetadefCommand<ImageMetadefResourceTypeAssociation>
{
    private static readonly TimeSpan RestoreTime = TimeSpan.FromSeconds(20);

    /// <summary>Specifies the resource types whose associations to remove.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceType")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceTypeCompleter))]
    [ObjectText("Name")]
    public override string[] Name { get; set; } = [];

    /// <summary>
    /// Indicates that the cmdlet also removes associations from a protected namespace. It removes the protection temporarily and restores
    /// it afterwards. By default, a protected namespace causes an error (MetadefProtected).
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override MetadefKind<ImageMetadefResourceTypeAssociation> Kind => MetadefKinds.Association;

    private protected override string Sentence(string definition, string @namespace)
        => base.Sentence(definition, @namespace) + (Force ? ", also if the namespace is protected" : "");

    private protected override async Task RemoveAsync(
        MetadefClient<ImageMetadefResourceTypeAssociation> client, string @namespace, string name, PipelineWriter writer)
    {
        var namespaces = new NamespaceClient(writer.Session, writer);
        var present = Force ? await namespaces.GetAsync(@namespace, null, writer.CancellationToken).ConfigureAwait(false) : null;
        var isProtected = present?.IsProtected == true;
        try
        {
            if (isProtected)
            {
                var unprotected = new NamespaceDraft { IsProtected = false };
                await namespaces.SetAsync(@namespace, unprotected, writer.CancellationToken).ConfigureAwait(false);
            }

            await base.RemoveAsync(client, @namespace, name, writer).ConfigureAwait(false);
        }
        finally
        {
            if (isProtected)
            {
                await ProtectAsync(@namespace, writer).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Restores the protection, even after Ctrl+C. A failure is a separate error, which explains how to restore it.</summary>
    private async Task ProtectAsync(string @namespace, PipelineWriter writer)
    {
        using var limit = new CancellationTokenSource(RestoreTime);
        try
        {
            var namespaces = new NamespaceClient(writer.Session, null);
            var present = await namespaces.GetAsync(@namespace, null, limit.Token).ConfigureAwait(false);
            if (!present.IsProtected)
            {
                await namespaces.SetAsync(@namespace, new NamespaceDraft { IsProtected = true }, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is OpenStackException or OperationCanceledException)
        {
            if (failure is OpenStackException known)
            {
                writer.WriteError(ErrorRecords.From(known, @namespace));
            }

            Warn(
                writer,
                $"Namespace '{@namespace}' may no longer be protected. Use Set-OSImageMetadefNamespace '{@namespace}' -Protected $true.");
        }
    }
}
