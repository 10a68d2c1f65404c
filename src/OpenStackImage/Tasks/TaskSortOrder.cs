using OpenStackImage.Tasks;

namespace OpenStackImage;

/// <summary>
/// The value of -Sort of Get-OSImageTask: a property of tasks, followed by <c>:asc</c> or <c>:desc</c>. Default: ascending.
/// </summary>
public sealed class TaskSortOrder
{
    /// <summary>Creates an order from a property (or its name in the API) and a direction.</summary>
    /// <exception cref="ArgumentException">The property or the direction is unknown.</exception>
    public TaskSortOrder(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split(':');
        var key = TaskOrder.Keys.FirstOrDefault(known =>
            string.Equals(known.Property, parts[0], StringComparison.OrdinalIgnoreCase)
            || string.Equals(known.Wire, parts[0], StringComparison.OrdinalIgnoreCase));
        var direction = parts.Length == 1 ? TaskOrder.Ascending : parts[1].ToLowerInvariant();
        Order = key is not null && parts.Length < 3 && direction is TaskOrder.Ascending or TaskOrder.Descending
            ? new TaskOrder(key!, direction)
            : throw new ArgumentException(
                $"Tasks cannot be sorted by '{text}'. Specify {string.Join(", ", TaskOrder.Keys.Select(known => known.Property))}, "
                + "followed by :asc or :desc.");
    }

    internal TaskOrder Order { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Order.Key.Wire}:{Order.Direction}";
}
