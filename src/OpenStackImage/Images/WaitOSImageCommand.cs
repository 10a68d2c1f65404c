using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;
using OpenStackImage.Imports;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>Waits until images have a specific status (by default, active) or are deleted.</summary>
[Cmdlet(VerbsLifecycle.Wait, "OSImage", DefaultParameterSetName = StatusSet)]
[OutputType(typeof(Image), ParameterSetName = new[] { StatusSet })]
public sealed class WaitOSImageCommand : ImageCommand
{
    private const string StatusSet = "Status";
    private const string DeletedSet = "Deleted";

    /// <summary>Waits for many images concurrently, because each image requires only one request every few seconds.</summary>
    public WaitOSImageCommand() => ThrottleLimit = 64;

    /// <summary>Specifies the status to wait for. If several are specified, any of them ends the wait. Default: active.</summary>
    [Parameter(ParameterSetName = StatusSet)]
    [ValidateSet(
        ImageStatus.Active, ImageStatus.Deactivated, ImageStatus.Queued, ImageStatus.Saving, ImageStatus.Uploading, ImageStatus.Importing,
        ImageStatus.Killed)]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [ImageStatus.Active];

    /// <summary>Indicates that the cmdlet waits until the images are deleted. It then writes nothing.</summary>
    [Parameter(ParameterSetName = DeletedSet, Mandatory = true)]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Specifies how many seconds the cmdlet waits for each image. Default: 3600.</summary>
    [Parameter]
    [ValidateRange(1, 2_000_000)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int TimeoutSec { get; set; } = 3600;

    private protected override async Task ProcessImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var waited = await new ImageResolver(writer.Session, writer)
            .ResolveAsync(reference, image => WaitAsync(image, writer), writer.CancellationToken).ConfigureAwait(false);
        if (waited is not null)
        {
            await writer.WriteAsync(waited).ConfigureAwait(false);
        }
    }

    private Task<Image?> WaitAsync(ResourceName image, PipelineWriter writer)
    {
        var statuses = Status.Select(status => status.ToLowerInvariant()).ToArray();
        var end = Deleted ? "deleted" : string.Join(" or ", statuses);
        var wait = new LimitedWait(writer, $"Waiting until image {image} is {end}", TimeSpan.FromSeconds(TimeoutSec));
        return wait.RunAsync(
            UntilAsync,
            last => $"Image {image} is still not {end}; its status is '{last}'. The limit is -TimeoutSec {TimeoutSec}.",
            "Increase -TimeoutSec, or use Get-OSImage and Get-OSImageTask -Image to find out what the image is waiting for.");

        async Task<Image?> UntilAsync(Action<string> waiting, CancellationToken cancellationToken)
        {
            var status = new ImageStatusWait(writer.Session, writer) { Waiting = now => waiting(now.Status) };
            if (!Deleted)
            {
                return await status.ForStatusAsync(image.Id, statuses, cancellationToken).ConfigureAwait(false);
            }

            await status.ForDeletionAsync(image.Id, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
