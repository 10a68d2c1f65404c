using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Cache;

/// <summary>Queues images for the cache of Glance's API server, which then reads them by and by. Takes an admin's session and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Add, "OSImageCache", SupportsShouldProcess = true)]
public sealed class AddOSImageCacheCommand : SessionCommand
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
                    if (await output.ConfirmAsync($"Queue image {image} for the cache").ConfigureAwait(false))
                    {
                        await new CacheClient(CurrentSession, output).QueueAsync(image.Id, cancellationToken).ConfigureAwait(false);
                    }
                },
                cancellationToken));
        }
    }
}
