namespace OpenStackImage.Tasks;

/// <summary>A property by which tasks are sorted.</summary>
/// <param name="Property">The name of the property of <see cref="ImageTask"/>.</param>
/// <param name="Wire">The name of the field (glance/db/sqlalchemy/models.py, Task).</param>
/// <param name="Of">Returns the value of a task.</param>
internal sealed record TaskSortKey(string Property, string Wire, Func<ImageTask, IComparable?> Of);

/// <summary>The order of a list of tasks.</summary>
/// <param name="Key">The property.</param>
/// <param name="Direction"><see cref="Ascending"/> or <see cref="Descending"/>.</param>
internal sealed record TaskOrder(TaskSortKey Key, string Direction)
{
    public const string Ascending = "asc";
    public const string Descending = "desc";

    public static readonly IReadOnlyList<TaskSortKey> Keys =
    [
        new(nameof(ImageTask.CreatedAt), "created_at", task => task.CreatedAt),
        new(nameof(ImageTask.UpdatedAt), "updated_at", task => task.UpdatedAt),
        new(nameof(ImageTask.Status), "status", task => task.Status),
        new(nameof(ImageTask.Type), "type", task => task.Type),
        new(nameof(ImageTask.Id), "id", task => task.Id),
    ];

    /// <summary>Sorts tasks as the service does.</summary>
    public IEnumerable<ImageTask> Sort(IEnumerable<ImageTask> tasks)
        => Direction == Ascending
            ? tasks.OrderBy(Key.Of, Comparer<IComparable?>.Default)
            : tasks.OrderByDescending(Key.Of, Comparer<IComparable?>.Default);
}
