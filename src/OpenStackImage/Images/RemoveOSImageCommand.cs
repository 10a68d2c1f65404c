using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.Images;

/// <summary>Deletes images with their data and members, or takes their data out of one of several stores.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveOSImageCommand : ImageCommand
{
    /// <summary>Deletes one image at a time by default: concurrent deletes have made a Glance with a small database fail and leave images that cannot be deleted.</summary>
    public RemoveOSImageCommand() => ThrottleLimit = 1;

    /// <summary>Take the data out of this store only; the image stays in the others.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string? Store { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Store is not null && !OpenStackId.IsStoreId(Store))
        {
            ThrowTerminatingError(ErrorRecords.From(
                new NameNotFoundException(ErrorIds.StoreNotFound, $"'{Store}' cannot be the ID of a store.", "Get-OSImageStore lists the stores."), Store));
        }
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var images = new ImageClient(writer.Session, writer);
        return new ImageResolver(writer.Session, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (await writer.ConfirmAsync(Store is null ? $"Delete image {image}" : $"Take the data of image {image} out of store '{Store}'").ConfigureAwait(false))
                {
                    await (Store is null
                        ? images.DeleteAsync(image.Id, writer.CancellationToken)
                        : images.DeleteFromStoreAsync(image.Id, Store, writer.CancellationToken)).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
    }
}
