using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Cache;

/// <summary>Takes images out of the cache of Glance's API server, and out of the queue for it. Takes an admin's session and Image API 2.14.</summary>
[Cmdlet(VerbsCommon.Remove, "OSImageCache", SupportsShouldProcess = true)]
public sealed class RemoveOSImageCacheCommand : SessionCommand
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
                    if (await output.ConfirmAsync($"Take image {image} out of the cache").ConfigureAwait(false))
                    {
                        await new CacheClient(CurrentSession, output).RemoveAsync(image.Id, cancellationToken).ConfigureAwait(false);
                    }
                },
                cancellationToken));
        }
    }
}
