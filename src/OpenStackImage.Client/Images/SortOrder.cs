namespace OpenStackImage;

/// <summary>The value of -Sort: a property of images, followed by <c>:asc</c> or <c>:desc</c>. Default: ascending.</summary>
public sealed class SortOrder
{
    /// <summary>The keys of Glance (glance/api/v2/images.py, _available_sort_keys) by the names of the properties of an Image.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = "name",
        ["Status"] = "status",
        ["DiskFormat"] = "disk_format",
        ["ContainerFormat"] = "container_format",
        ["Size"] = "size",
        ["Id"] = "id",
        ["CreatedAt"] = "created_at",
        ["UpdatedAt"] = "updated_at",
    };

    /// <summary>Creates an order from a property (or its name in the API) and a direction.</summary>
    /// <exception cref="ArgumentException">The property or the direction is unknown.</exception>
    public SortOrder(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split(':');
        var key = Keys.TryGetValue(parts[0], out var known)
            ? known
            : Keys.Values.FirstOrDefault(value => string.Equals(value, parts[0], StringComparison.OrdinalIgnoreCase));
        var direction = parts.Length == 1 ? "asc" : parts[1].ToLowerInvariant();
        Wire = key is not null && parts.Length < 3 && direction is "asc" or "desc"
            ? $"{key}:{direction}"
            : throw new ArgumentException(
                $"Images cannot be sorted by '{text}'. Specify {string.Join(", ", Keys.Keys)}, followed by :asc or :desc.");
    }

    /// <summary>The order in the form of Glance.</summary>
    internal string Wire { get; }

    /// <inheritdoc/>
    public override string ToString() => Wire;
}
