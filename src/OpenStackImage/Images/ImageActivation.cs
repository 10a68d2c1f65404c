using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Images whose data everybody may read, or only admins: what Enable- and Disable-OSImage do.</summary>
/// <param name="session">Who says so.</param>
/// <param name="output">Where results and questions go.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class ImageActivation(OpenStackSession session, PipelineWriter output, CancellationToken cancellationToken)
{
    private readonly ImageClient _images = new(session, output);

    /// <summary>Whether the images are written as they are afterwards.</summary>
    public bool PassThru { get; init; }

    public Task EnableAsync(ImageReference reference)
        => ChangeAsync(reference, image => $"Reactivate image {image}", _images.ReactivateAsync);

    public Task DisableAsync(ImageReference reference)
        => ChangeAsync(reference, image => $"Deactivate image {image}, so that only admins can read its data", _images.DeactivateAsync);

    private Task ChangeAsync(ImageReference reference, Func<ResourceName, string> sentence, Func<string, CancellationToken, Task> change)
        => new ImageResolver(session, output).UseAsync(
            reference,
            async image =>
            {
                if (!await output.ConfirmAsync(sentence(image)).ConfigureAwait(false))
                {
                    return;
                }

                await change(image.Id, cancellationToken).ConfigureAwait(false);
                if (PassThru)
                {
                    await output.WriteAsync(await _images.GetAsync(image.Id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
            },
            cancellationToken);
}
