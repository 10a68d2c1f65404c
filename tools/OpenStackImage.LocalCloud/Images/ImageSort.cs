namespace OpenStackImage.LocalCloud.Images;

/// <summary>The order of an image list. created_at and id are appended to the requested keys, so that no two images are equal.</summary>
internal sealed class ImageSort : IComparer<ImageRecord>
{
    private const string Descending = "desc";
    private static readonly string[] Keys = ["name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at"];
    private readonly List<(string Key, bool Descending)> _by;

    private ImageSort(List<(string Key, bool Descending)> by) => _by = by;

    /// <summary>True if the images are stored in this order or its reverse.</summary>
    public bool IsByAge => _by is [("created_at", var first), ("id", var second)] && first == second;

    public bool NewestFirst => _by[0].Descending;

    /// <summary>Removes the sort parameters from the query.</summary>
    public static ImageSort? Read(List<KeyValuePair<string, string>> query, out string? complaint)
    {
        List<string> keys = [];
        List<string> directions = [];
        complaint = ImageListQuery.Take(query, "sort") is { } sort
            ? ReadSort(query, sort, keys, directions)
            : ReadKeys(query, keys, directions);
        return complaint is null ? Of(keys, directions) : null;
    }

    /// <summary>Reads sort=name:asc,size:desc. Returns what is wrong with it, or null.</summary>
    private static string? ReadSort(List<KeyValuePair<string, string>> query, string sort, List<string> keys, List<string> directions)
    {
        if (query.Exists(pair => pair.Key is "sort_key" or "sort_dir"))
        {
            return "Old and new sorting syntax cannot be combined";
        }

        string? complaint = null;
        foreach (var part in sort.Trim().Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            keys.Add((colon < 0 ? part : part[..colon]).Trim());
            directions.Add(colon < 0 || colon == part.Length - 1 ? Descending : part[(colon + 1)..].Trim());
            complaint ??= RefuseKey(keys[^1]) ?? RefuseDirection(directions[^1]);
        }

        return complaint;
    }

    /// <summary>Reads sort_key and sort_dir, which can be repeated. Returns what is wrong with them, or null.</summary>
    private static string? ReadKeys(List<KeyValuePair<string, string>> query, List<string> keys, List<string> directions)
    {
        while (ImageListQuery.Take(query, "sort_key") is { } key)
        {
            keys.Add(key.Trim());
        }

        while (ImageListQuery.Take(query, "sort_dir") is { } direction)
        {
            directions.Add(direction.Trim());
        }

        return keys.Select(RefuseKey).FirstOrDefault(refusal => refusal is not null)
            ?? directions.Select(RefuseDirection).FirstOrDefault(refusal => refusal is not null)
            ?? (directions.Count > 1 && directions.Count != keys.Count
                ? "Number of sort dirs does not match the number of sort keys"
                : null);
    }

    public int Compare(ImageRecord? x, ImageRecord? y)
    {
        foreach (var (key, descending) in _by)
        {
            var order = Compare(key, x!, y!);
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }

        return 0;
    }

    private static ImageSort Of(List<string> keys, List<string> directions)
    {
        if (keys.Count == 0)
        {
            keys.Add("created_at");
        }

        if (directions.Count == 0)
        {
            directions.Add(Descending);
        }

        // A single direction applies to all keys, including the added ones.
        var rest = directions.Count == 1 ? directions[0] : Descending;
        var by = keys.Select((key, i) => (key, (i < directions.Count ? directions[i] : rest) == Descending)).ToList();
        foreach (var key in (string[])["created_at", "id"])
        {
            if (!keys.Contains(key))
            {
                by.Add((key, rest == Descending));
            }
        }

        return new(by);
    }

    private static string? RefuseKey(string key)
        => Keys.Contains(key) ? null : $"Invalid sort key: {key}. It must be one of the following: {string.Join(", ", Keys)}.";

    private static string? RefuseDirection(string direction)
        => direction is "asc" or Descending ? null : $"Invalid sort direction: {direction}";

    private static int Compare(string key, ImageRecord x, ImageRecord y) => key switch
    {
        "name" => string.CompareOrdinal(x.Name ?? "", y.Name ?? ""),
        "status" => string.CompareOrdinal(x.Status, y.Status),
        "container_format" => string.CompareOrdinal(x.ContainerFormat ?? "", y.ContainerFormat ?? ""),
        "disk_format" => string.CompareOrdinal(x.DiskFormat ?? "", y.DiskFormat ?? ""),
        "size" => (x.Size ?? 0).CompareTo(y.Size ?? 0),
        "id" => string.CompareOrdinal(x.Id, y.Id),
        "updated_at" => x.UpdatedAt.CompareTo(y.UpdatedAt),
        _ => x.CreatedAt.CompareTo(y.CreatedAt),
    };
}
