using System.Management.Automation;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Images;

/// <summary>Reactivates images: everybody who sees them can read their data again. One that is active stays so.</summary>
[Cmdlet(VerbsLifecycle.Enable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class EnableOSImageCommand : ImageCommand
{
    /// <summary>Write the images as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        return new ImageActivation(writer.Session, writer) { PassThru = PassThru }.EnableAsync(reference);
    }
}
