using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Deletes images with their data and members, or removes their data from one of several stores.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Image))]
public sealed class RemoveOSImageCommand : ImageCommand
{
    /// <summary>
    /// Deletes one image at a time by default, because concurrent deletions have failed in a Glance with a small database and caused images
    /// that cannot be deleted.
    /// </summary>
    public RemoveOSImageCommand() => ThrottleLimit = 1;

    /// <summary>
    /// Specifies the store from which to remove the data. The data in the other stores is kept. By default, the cmdlet deletes the image.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ObjectText("Id")]
    public string? Store { get; set; }

    /// <summary>Indicates that the cmdlet does not prompt for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet writes the removed images. With -Store, it writes the changed images. By default, it writes nothing.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Store is not null && !OpenStackId.IsStoreId(Store))
        {
            ThrowTerminatingError(ErrorRecords.From(
                new NameNotFoundException(
                    ErrorIds.StoreNotFound, $"'{Store}' is not a valid store ID.", "Use Get-OSImageStore to list the stores."), Store));
        }
    }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var images = new ImageClient(writer.Session, writer);
        return new ImageResolver(writer.Session, writer).ResolveAsync(reference, RemoveAsync, writer.CancellationToken);

        async Task RemoveAsync(ResourceName image)
        {
            var sentence = Store is null ? $"Delete image {image}" : $"Remove the data of image {image} from store '{Store}'";
            if (!await writer.ConfirmAsync(sentence).ConfigureAwait(false))
            {
                return;
            }

            var before = PassThru && Store is null
                ? reference.Image ?? await images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false)
                : null;
            var isOnlyId = reference.Image is null && image.Name is null;
            var removal = Store is not null ? images.DeleteFromStoreAsync(image.Id, Store, writer.CancellationToken)
                : isOnlyId ? images.DeleteIfExistsAsync(image.Id, writer.CancellationToken)
                : images.DeleteAsync(image.Id, writer.CancellationToken);
            await removal.ConfigureAwait(false);
            if (PassThru)
            {
                var written = before ?? await images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(written).ConfigureAwait(false);
            }
        }
    }
}
