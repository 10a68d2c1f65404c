using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Deactivates images: nobody but admins can read their data, hence start servers from them. One that is deactivated stays so.</summary>
[Cmdlet(VerbsLifecycle.Disable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class DisableOSImageCommand : ImageCommand
{
    /// <summary>Write the images as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImageActivation(writer.Session, writer) { PassThru = PassThru }.DisableAsync(reference);
    }
}
