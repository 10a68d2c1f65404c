using System.ComponentModel;
using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>The base class of Enable-OSImage and Disable-OSImage.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageActivationCommand : ImageChangeCommand
{
    /// <summary>Returns the sentence for the confirmation.</summary>
    private protected abstract string Sentence(ResourceName image);

    /// <summary>Changes the status of an image.</summary>
    private protected abstract Task ChangeAsync(ImageClient images, string imageId, CancellationToken cancellationToken);

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var images = new ImageClient(writer.Session, writer);
        return new ImageResolver(writer.Session, writer).ResolveAsync(reference, ActAsync, writer.CancellationToken);

        async Task ActAsync(ResourceName image)
        {
            if (!await writer.ConfirmAsync(Sentence(image)).ConfigureAwait(false))
            {
                return;
            }

            await ChangeAsync(images, image.Id, writer.CancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                var changed = await images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(changed).ConfigureAwait(false);
            }
        }
    }
}
