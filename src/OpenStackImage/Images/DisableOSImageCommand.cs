using System.Management.Automation;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Deactivates images, so that only admins can read their data and start servers from them.</summary>
[Cmdlet(VerbsLifecycle.Disable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class DisableOSImageCommand : ImageActivationCommand
{
    private protected override string Sentence(ResourceName image) => $"Deactivate image {image}, so that only admins can read its data";

    private protected override Task ChangeAsync(ImageClient images, string imageId, CancellationToken cancellationToken)
        => images.DeactivateAsync(imageId, cancellationToken);
}
