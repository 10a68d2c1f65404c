namespace OpenStackImage.Tasks;

/// <summary>The filters and the order of a list of tasks.</summary>
internal sealed record TaskQuery
{
    /// <summary>One of <see cref="ImageTaskStatus"/>; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>The types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The order; null for that of the list.</summary>
    public TaskOrder? Order { get; init; }

    /// <summary>The type that the service filters by: it refuses every other (glance/api/v2/tasks.py, _get_filters).</summary>
    public string? TypeOnServer => Types.Count == 1 && Types[0] == ImageTaskType.Import ? ImageTaskType.Import : null;

    /// <summary>True if a task matches the filters.</summary>
    public bool Admits(ImageTask task)
        => (Status is null || task.Status == Status) && (Types.Count == 0 || Types.Contains(task.Type, StringComparer.OrdinalIgnoreCase));
}
