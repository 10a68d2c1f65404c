namespace OpenStackImage.Tasks;

/// <summary>The filters and the order of a list of tasks.</summary>
internal sealed record TaskQuery
{
    /// <summary>Some of <see cref="ImageTaskStatus"/>; empty for all.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>The types; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The order; null for that of the list.</summary>
    public TaskOrder? Order { get; init; }

    /// <summary>The service filters by one status.</summary>
    public string? StatusOnServer => Statuses.Count == 1 ? Statuses[0] : null;

    /// <summary>The only type by which the service can filter (glance/api/v2/tasks.py, _get_filters).</summary>
    public string? TypeOnServer => Types.Count == 1 && Types[0] == ImageTaskType.Import ? ImageTaskType.Import : null;

    /// <summary>True if a task matches the filters.</summary>
    public bool Admits(ImageTask task)
        => (Statuses.Count == 0 || Statuses.Contains(task.Status))
            && (Types.Count == 0 || Types.Contains(task.Type, StringComparer.OrdinalIgnoreCase));
}
