using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Images whose data everybody may read, or only admins: what Enable- and Disable-OSImage do.</summary>
/// <param name="session">Who says so.</param>
/// <param name="writer">Where results and questions go.</param>
internal sealed class ImageActivation(OpenStackSession session, PipelineWriter writer)
{
    private readonly ImageClient _images = new(session, writer);

    /// <summary>Whether the images are written as they are afterwards.</summary>
    public bool PassThru { get; init; }

    public Task EnableAsync(ImageReference reference)
        => ChangeAsync(reference, image => $"Reactivate image {image}", _images.ReactivateAsync);

    public Task DisableAsync(ImageReference reference)
        => ChangeAsync(reference, image => $"Deactivate image {image}, so that only admins can read its data", _images.DeactivateAsync);

    private Task ChangeAsync(ImageReference reference, Func<ResourceName, string> sentence, Func<string, CancellationToken, Task> change)
        => new ImageResolver(session, writer).ResolveAsync(
            reference,
            async image =>
            {
                if (!await writer.ConfirmAsync(sentence(image)).ConfigureAwait(false))
                {
                    return;
                }

                await change(image.Id, writer.CancellationToken).ConfigureAwait(false);
                if (PassThru)
                {
                    await writer.WriteAsync(await _images.GetAsync(image.Id, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
            },
            writer.CancellationToken);
}
