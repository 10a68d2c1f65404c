namespace OpenStackImage;

/// <summary>What -Sort takes: a property of images, with <c>:asc</c> or <c>:desc</c> behind it; ascending where neither is given.</summary>
public sealed class SortOrder
{
    /// <summary>The keys of Glance (glance/api/v2/images.py, _available_sort_keys) by the names that the properties of an Image have.</summary>
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

    /// <summary>A property, also by its name in the API, and a direction.</summary>
    /// <exception cref="ArgumentException">It is no such property or direction.</exception>
    public SortOrder(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split(':');
        var key = Keys.TryGetValue(parts[0], out var known) ? known : Keys.Values.FirstOrDefault(value => string.Equals(value, parts[0], StringComparison.OrdinalIgnoreCase));
        var direction = parts.Length == 1 ? "asc" : parts[1].ToLowerInvariant();
        Wire = key is not null && parts.Length < 3 && direction is "asc" or "desc"
            ? $"{key}:{direction}"
            : throw new ArgumentException($"'{text}' is no order: write one of {string.Join(", ", Keys.Keys)}, with :asc or :desc behind it.", nameof(text));
    }

    /// <summary>As Glance takes it.</summary>
    internal string Wire { get; }

    /// <inheritdoc/>
    public override string ToString() => Wire;
}
