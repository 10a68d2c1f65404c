using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Images;

/// <summary>Deactivates images: nobody but admins can read their data, hence start servers from them. One that is deactivated stays so.</summary>
[Cmdlet(VerbsLifecycle.Disable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class DisableOSImageCommand : SessionCommand
{
    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Write the images as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Image)
        {
            Start(reference.Text, (output, cancellationToken) =>
                new ImageActivation(CurrentSession, output, cancellationToken) { PassThru = PassThru }.DisableAsync(reference));
        }
    }
}
