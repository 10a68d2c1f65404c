using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Locations;

/// <summary>Gets where the stores keep the data of images. Takes the role service and Image API 2.17.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageLocation")]
[OutputType(typeof(ImageLocation))]
public sealed class GetOSImageLocationCommand : SessionCommand
{
    /// <summary>The images: IDs, names or images.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

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
            Start(reference.Text, (output, cancellationToken) => new ImageResolver(CurrentSession, output).UseAsync(
                reference,
                async image =>
                {
                    foreach (var location in await new LocationClient(CurrentSession, output).ListAsync(image.Id, cancellationToken).ConfigureAwait(false))
                    {
                        await output.WriteAsync(location).ConfigureAwait(false);
                    }
                },
                cancellationToken));
        }
    }
}
