using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;

namespace OpenStackImage.Images;

/// <summary>Reactivates images: everybody who sees them can read their data again. One that is active stays so.</summary>
[Cmdlet(VerbsLifecycle.Enable, "OSImage", SupportsShouldProcess = true)]
[OutputType(typeof(Image))]
public sealed class EnableOSImageCommand : SessionCommand
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
                new ImageActivation(CurrentSession, output, cancellationToken) { PassThru = PassThru }.EnableAsync(reference));
        }
    }
}
