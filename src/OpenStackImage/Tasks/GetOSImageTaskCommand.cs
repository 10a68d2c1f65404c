using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Completion;
using OpenStackImage.Http;

namespace OpenStackImage.Tasks;

/// <summary>Gets the tasks of images, such as imports. An admin can get all tasks, or tasks by ID.</summary>
[Cmdlet(VerbsCommon.Get, "OSImageTask", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ImageTask))]
public sealed class GetOSImageTaskCommand : SessionCommand
{
    private const string ListSet = "List";
    private const string ImageSet = "Image";
    private const string TaskSet = "Task";

    /// <summary>
    /// Specifies one or more images by ID, by name, or as image objects. A name with wildcards specifies all images that match it, unless
    /// an image has exactly that name. Requires Image API 2.12. If you specify a task object, the cmdlet reads that task again. For a task
    /// object without an image, for example from a list of all tasks, this requires an admin session.
    /// </summary>
    [Parameter(
        ParameterSetName = ImageSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    [TaskObject]
    public ImageReference[] Image { get; set; } = [];

    /// <summary>Specifies the IDs of tasks. Requires an admin session.</summary>
    [Parameter(ParameterSetName = TaskSet, Mandatory = true)]
    [Alias("TaskId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    [ObjectText("TaskId", "Id")]
    public string[] Task { get; set; } = [];

    /// <summary>Specifies one or more statuses of the tasks.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateSet(ImageTaskStatus.Pending, ImageTaskStatus.Processing, ImageTaskStatus.Success, ImageTaskStatus.Failure)]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>
    /// Specifies the types of the tasks: api_image_import for imports, location_import for locations. Glance filters only by the type
    /// import. The cmdlet filters by the other types.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskTypeCompleter))]
    public string[] Type { get; set; } = [];

    /// <summary>
    /// Specifies the sort order, for example UpdatedAt:desc or Status. Default: the newest tasks first. The tasks of one image are sorted
    /// by default with the oldest first.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(TaskSortOrderCompleter))]
    public TaskSortOrder? Sort { get; set; }

    /// <summary>Specifies the maximum number of images or tasks that are read at the same time. Default: 8.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = TaskSet)]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NoCompleter))]
    public int ThrottleLimit { get; set; } = 8;

    private TaskQuery Query => new() { Statuses = [.. Status.Select(word => word.ToLowerInvariant())], Types = Type, Order = Sort?.Order };

    private protected override int Throttle => ParameterSetName == ListSet ? 1 : ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var current = Snapshot<GetOSImageTaskCommand>();
        switch (ParameterSetName)
        {
            case ListSet:
                Start(null, current.WriteAllAsync);
                break;
            case TaskSet:
                foreach (var id in Task)
                {
                    Start(id, writer => WriteTaskAsync(id, writer));
                }

                break;
            default:
                foreach (var reference in Image)
                {
                    StartFor(reference, writer => reference.Source is ImageTask task
                        ? current.WriteAgainAsync(task, writer)
                        : current.WriteTasksOfImageAsync(reference, writer));
                }

                break;
        }
    }

    private async System.Threading.Tasks.Task WriteAllAsync(PipelineWriter writer)
    {
        var tasks = new TaskClient(writer.Session, writer).ListAsync(Query, writer.CancellationToken);
        await foreach (var task in tasks.ConfigureAwait(false))
        {
            await writer.WriteAsync(task).ConfigureAwait(false);
        }
    }

    private static async System.Threading.Tasks.Task WriteTaskAsync(string id, PipelineWriter writer)
    {
        var task = await new TaskClient(writer.Session, writer).GetAsync(id, writer.CancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(task).ConfigureAwait(false);
    }

    /// <summary>Without the admin role, a task can be read only in the list of its image.</summary>
    private async System.Threading.Tasks.Task WriteAgainAsync(ImageTask known, PipelineWriter writer)
    {
        var tasks = new TaskClient(writer.Session, writer);
        var ofImage = known.ImageId is null
            ? []
            : await tasks.ListOfImageAsync(known.ImageId, writer.CancellationToken).ConfigureAwait(false);
        var task = ofImage.FirstOrDefault(task => string.Equals(task.Id, known.Id, StringComparison.OrdinalIgnoreCase))
            ?? await tasks.GetAsync(known.Id, writer.CancellationToken).ConfigureAwait(false);
        if (Query.Admits(task))
        {
            await writer.WriteAsync(task).ConfigureAwait(false);
        }
    }

    private System.Threading.Tasks.Task WriteTasksOfImageAsync(ImageReference reference, PipelineWriter writer)
    {
        var tasks = new TaskClient(writer.Session, writer);
        return new ImagePatterns(writer.Session, writer).ForEachAsync(reference, WriteAsync, writer);

        async System.Threading.Tasks.Task WriteAsync(ResourceName image)
        {
            var all = await tasks.ListOfImageAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
            var admitted = all.Where(Query.Admits);
            foreach (var task in Query.Order?.Sort(admitted) ?? admitted)
            {
                await writer.WriteAsync(task).ConfigureAwait(false);
            }
        }
    }
}
