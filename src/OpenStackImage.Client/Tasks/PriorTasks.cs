namespace OpenStackImage.Tasks;

/// <summary>The tasks that an image had before a request, so that none of them is taken for the effect of the request.</summary>
/// <param name="Ids">Their IDs; null if the cloud does not list the tasks of an image.</param>
internal sealed record PriorTasks(IReadOnlyCollection<string>? Ids)
{
    /// <summary>True for a task that certainly was not there before.</summary>
    public bool AreWithout(ImageTask task) => Ids is not null && !Ids.Contains(task.Id);
}
