using System.Management.Automation;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>Reactivates deactivated images, so that their data can be read again.</summary>
[Cmdlet(VerbsLifecycle.Enable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class EnableOSImageCommand : ImageActivationCommand
{
    private protected override string Sentence(ResourceName image) => $"Reactivate image {image}";

    private protected override Task ChangeAsync(ImageClient images, string imageId, CancellationToken cancellationToken)
        => images.ReactivateAsync(imageId, cancellationToken);
}
