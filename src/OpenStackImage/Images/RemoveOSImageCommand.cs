using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Errors;

namespace OpenStackImage.Images;

/// <summary>Deletes images with their data and members, or takes their data out of one of several stores.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveOSImageCommand : SessionCommand
{
    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Take the data out of this store only; the image stays in the others.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>
    /// How many images are deleted at once: 1 where left out. Deletes side by side have made a Glance with a small database fail, and leave images behind that
    /// cannot be deleted any more.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 1;

    private protected override int Throttle => ThrottleLimit;

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
            {
                var images = new ImageClient(CurrentSession, output);
                return new ImageResolver(CurrentSession, output).UseAsync(
                    reference,
                    async image =>
                    {
                        if (await output.ConfirmAsync(Store is null ? $"Delete image {image}" : $"Take the data of image {image} out of store '{Store}'").ConfigureAwait(false))
                        {
                            await (Store is null
                                ? images.DeleteAsync(image.Id, cancellationToken)
                                : images.DeleteFromStoreAsync(image.Id, Store, cancellationToken)).ConfigureAwait(false);
                        }
                    },
                    cancellationToken);
            });
        }
    }
}
