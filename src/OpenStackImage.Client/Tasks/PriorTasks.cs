namespace OpenStackImage.Tasks;

/// <summary>The tasks of an image before a request, so that none of them is treated as the result of the request.</summary>
/// <param name="Ids">Their IDs; null if the cloud does not list the tasks of an image.</param>
internal sealed record PriorTasks(IReadOnlyCollection<string>? Ids)
{
    /// <summary>True for a task that certainly did not exist before.</summary>
    public bool AreWithout(ImageTask task) => Ids is not null && !Ids.Contains(task.Id);
}
