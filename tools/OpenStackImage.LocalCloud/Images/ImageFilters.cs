using System.Globalization;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The filters of an image list as tests on one image.</summary>
internal static class ImageFilters
{
    /// <summary>
    /// Returns null and an error for an invalid filter. An unknown filter is treated as a custom property, so a typo finds no images
    /// instead of failing.
    /// </summary>
    public static List<Func<ImageRecord, bool>>? Read(ImageListQuery query, out string? complaint)
    {
        // The last of a name counts.
        Dictionary<string, string> wanted = [];
        foreach (var (name, value) in query.Filters)
        {
            wanted[name] = value;
        }

        var hidden = wanted.Remove("os_hidden", out var asked) ? asked.ToLowerInvariant() : "false";
        complaint = hidden is not ("true" or "false")
            ? $"Invalid value '{hidden}' for 'os_hidden' filter. Valid values are 'true' or 'false'."
            : wanted.TryGetValue("protected", out var kept) && kept is not ("true" or "false")
            ? $"Invalid value '{kept}' for 'protected' filter. Valid values are 'true' or 'false'."
            : null;
        List<Func<ImageRecord, bool>> filters = [image => image.IsHidden == (hidden == "true")];
        foreach (var (name, value) in wanted)
        {
            if (complaint is not null)
            {
                return null;
            }

            if (Filter(name, value, out complaint) is { } filter)
            {
                filters.Add(filter);
            }
        }

        filters.AddRange(query.Tags.Select(tag => (Func<ImageRecord, bool>)(image => image.Tags.Contains(tag))));
        return complaint is null ? filters : null;
    }

    private static Func<ImageRecord, bool>? Filter(string name, string value, out string? complaint)
    {
        complaint = null;
        return name switch
        {
            "name" => Text(value, image => image.Name, out complaint),
            "id" => Text(value, image => image.Id, out complaint),
            "status" => Text(value, image => image.Status, out complaint),
            "container_format" => Text(value, image => image.ContainerFormat, out complaint),
            "disk_format" => Text(value, image => image.DiskFormat, out complaint),
            "created_at" => Time(name, value, image => image.CreatedAt, out complaint),
            "updated_at" => Time(name, value, image => image.UpdatedAt, out complaint),
            "size_min" => Range(value, (image, limit) => image.Size >= limit, out complaint),
            "size_max" => Range(value, (image, limit) => image.Size <= limit, out complaint),
            "virtual_size_min" => Range(value, (image, limit) => image.VirtualSize >= limit, out complaint),
            "virtual_size_max" => Range(value, (image, limit) => image.VirtualSize <= limit, out complaint),
            "min_ram" or "min_disk" or "size" or "virtual_size" => Number(name, value),
            "owner" => image => image.Owner == value,
            "checksum" => image => image.Checksum == value,
            "os_hash_algo" => image => image.HashAlgorithm == value,
            "os_hash_value" => image => image.HashValue == value,
            "protected" => image => image.IsProtected == (value == "true"),
            _ => image => image.Properties.TryGetValue(name, out var held) && held == value,
        };
    }

    private static Func<ImageRecord, bool>? Text(string expression, Func<ImageRecord, string?> attribute, out string? complaint)
    {
        var (operation, value) = FilterExpression.Split(expression);
        complaint = null;
        if (operation == "eq")
        {
            return image => attribute(image) == value;
        }

        if (operation != "in")
        {
            complaint = $"Unable to filter by unknown operator '{operation}'.";
            return null;
        }

        if (FilterExpression.Values(value, out complaint) is not { } values)
        {
            return null;
        }

        return image => attribute(image) is { } held && values.Contains(held);
    }

    private static Func<ImageRecord, bool>? Time(
        string name, string expression, Func<ImageRecord, DateTimeOffset> attribute, out string? complaint)
    {
        var (operation, value) = FilterExpression.Split(expression);
        complaint = FilterExpression.Time(value) is null ? $"Bad \"{name}\" query filter format. Use ISO 8601 DateTime notation."
            : operation is "gt" or "gte" or "lt" or "lte" or "neq" or "eq" ? null
            : "Unable to filter on a unknown operator.";
        if (complaint is not null)
        {
            return null;
        }

        var threshold = FilterExpression.Time(value)!.Value.ToUnixTimeSeconds();
        return image =>
        {
            // The database of a real cloud keeps whole seconds.
            var order = attribute(image).ToUnixTimeSeconds().CompareTo(threshold);
            return operation switch
            {
                "gt" => order > 0,
                "gte" => order >= 0,
                "lt" => order < 0,
                "lte" => order <= 0,
                "neq" => order != 0,
                _ => order == 0,
            };
        };
    }

    private static Func<ImageRecord, bool>? Range(string value, Func<ImageRecord, long, bool> test, out string? complaint)
    {
        complaint = long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? null
            : "Unable to filter on a range with a non-numeric value.";
        return complaint is null ? image => test(image, limit) : null;
    }

    private static Func<ImageRecord, bool> Number(string name, string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wanted))
        {
            return _ => false;
        }

        return name switch
        {
            "min_ram" => image => image.MinRam == wanted,
            "min_disk" => image => image.MinDisk == wanted,
            "size" => image => image.Size == wanted,
            _ => image => image.VirtualSize == wanted,
        };
    }
}
