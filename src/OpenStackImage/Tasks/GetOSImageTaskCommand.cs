using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Images;

namespace OpenStackImage.Tasks;

/// <summary>Gets the work that Glance does or did by itself, imports above all: the tasks of images, or as an admin all or some tasks.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageTask", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ImageTask))]
public sealed class GetOSImageTaskCommand : SessionCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";
    private const string TaskSet = "Task";

    /// <summary>The images whose tasks to get: IDs, names or images. Takes Image API 2.12.</summary>
    [Parameter(ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>The IDs of tasks; for admins.</summary>
    [Parameter(ParameterSetName = TaskSet, Mandatory = true)]
    [Alias("TaskId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string[] Task { get; set; } = [];

    /// <summary>Only tasks in this state.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateSet(ImageTaskStatus.Pending, ImageTaskStatus.Processing, ImageTaskStatus.Success, ImageTaskStatus.Failure)]
    public string? Status { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = TaskSet)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Throttle => ParameterSetName == ListSet ? 1 : ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ListSet:
                Start(null, async writer =>
                {
                    await foreach (var task in new TaskClient(writer.Session, writer).ListAsync(Status?.ToLowerInvariant(), writer.CancellationToken).ConfigureAwait(false))
                    {
                        await writer.WriteAsync(task).ConfigureAwait(false);
                    }
                });
                break;
            case TaskSet:
                foreach (var id in Task)
                {
                    Start(id, async writer =>
                        await writer.WriteAsync(await new TaskClient(writer.Session, writer).GetAsync(id, writer.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false));
                }

                break;
            default:
                foreach (var reference in Image)
                {
                    StartFor(reference, writer => new ImageResolver(writer.Session, writer).ResolveAsync(
                        reference,
                        async image =>
                        {
                            var tasks = await new TaskClient(writer.Session, writer).ListOfImageAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
                            foreach (var task in tasks.Where(task => Status is null || string.Equals(task.Status, Status, StringComparison.OrdinalIgnoreCase)))
                            {
                                await writer.WriteAsync(task).ConfigureAwait(false);
                            }
                        },
                        writer.CancellationToken));
                }

                break;
        }
    }
}
