using System.Globalization;
using Flurl;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>
/// The filters, the order and the size of a list of images (api-ref image/v2, "List images"; glance/api/v2/images.py, index). Null and
/// empty values do not filter. What the server returns is compared with each filter again: proxies and older servers ignore some.
/// </summary>
internal sealed record ImageQuery
{
    /// <summary>The server reduces it to its own limit (glance/api/v2/images.py, api_limit_max), which is 1,000 by default.</summary>
    private const int LargestPage = 1000;

    /// <summary>The exact name.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>One of <see cref="ImageVisibility"/>, in lower case.</summary>
    public string? Visibility { get; init; }

    /// <summary>In lower case.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>The ID of the owning project.</summary>
    public string? Owner { get; init; }

    /// <summary>The member status of images that other projects share; accepted by default. Glance ignores it for admins.</summary>
    public string? MemberStatus { get; init; }

    /// <summary>True for hidden images only; false for the others.</summary>
    public bool Hidden { get; init; }

    public bool? Protected { get; init; }

    /// <summary>Tags that an image must have, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> DiskFormats { get; init; } = [];

    public IReadOnlyList<string> ContainerFormats { get; init; } = [];

    /// <summary>Bytes, inclusive.</summary>
    public long? MinimumSize { get; init; }

    /// <inheritdoc cref="MinimumSize"/>
    public long? MaximumSize { get; init; }

    /// <summary>The earliest time, inclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>The latest time, exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <inheritdoc cref="CreatedAfter"/>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <inheritdoc cref="CreatedBefore"/>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Values of further properties; none of them has a name of <see cref="ReservedFilter"/>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True if an image that cannot be read ends the list, because it may be the requested image. Otherwise, it is one error.
    /// </summary>
    public bool RequiresAll { get; init; }

    /// <summary>The sort keys with their directions, such as <c>name:asc</c>; the newest images first by default.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];

    /// <summary>The ID of the image after which the list starts, in its order; null for the beginning.</summary>
    public string? Marker { get; init; }

    /// <summary>The maximum number of images; null for all.</summary>
    public int? Count { get; init; }

    /// <summary>True if a change of an image moves it within the list.</summary>
    public bool SortsByMutableField
        => Sort.Any(key => !key.StartsWith(ImageFields.CreatedAt, StringComparison.Ordinal) && key.Split(':')[0] != ImageFields.Id);

    public Url ApplyTo(Url list)
    {
        foreach (var property in Properties)
        {
            list.WithQuery(property.Key, property.Value);
        }

        return list
            .SetQueryParams(new Dictionary<string, object?>
            {
                [ImageFields.Name] = NameFilter(),
                [ImageFields.Id] = AnyOf(Ids),
                [ImageFields.Visibility] = Visibility,
                [ImageFields.Status] = AnyOf(Statuses),
                [ImageFields.Owner] = Owner,
                ["member_status"] = MemberStatus,
                [ImageFields.Hidden] = Hidden ? "true" : null,
                [ImageFields.Protected] = Protected?.ToString(CultureInfo.InvariantCulture).ToLowerInvariant(),
                [ImageFields.DiskFormat] = AnyOf(DiskFormats),
                [ImageFields.ContainerFormat] = AnyOf(ContainerFormats),
                ["size_min"] = MinimumSize,
                ["size_max"] = MaximumSize,
                [ImageFields.CreatedAt] = TimeFilter(CreatedAfter, CreatedBefore),
                [ImageFields.UpdatedAt] = TimeFilter(UpdatedAfter, UpdatedBefore),
                ["tag"] = Tags.Count == 0 ? null : Tags,
                ["sort"] = Sort.Count == 0 ? null : string.Join(",", Sort),
                ["marker"] = Marker,
                ["limit"] = Math.Min(Count ?? LargestPage, LargestPage),
            });
    }

    /// <summary>
    /// True if an image matches the filters. Glance uses only the last of two filters on one time, and its database may compare names
    /// ignoring case and trailing spaces.
    /// </summary>
    public bool Admits(Image image)
        => (Name is null || image.Name == Name)
            && (Visibility is null or ImageVisibility.All || image.Visibility == Visibility)
            && IsAny(Statuses, image.Status)
            && (Owner is null || string.Equals(image.OwnerId, Owner, StringComparison.OrdinalIgnoreCase))
            && image.IsHidden == Hidden
            && (Protected is null || image.IsProtected == Protected)
            && Tags.All(tag => image.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            && IsAny(DiskFormats, image.DiskFormat)
            && IsAny(ContainerFormats, image.ContainerFormat)
            && (MinimumSize is null || image.Size >= MinimumSize)
            && (MaximumSize is null || image.Size <= MaximumSize)
            && IsWithin((DateTimeOffset?)image.CreatedAt, CreatedAfter, CreatedBefore)
            && IsWithin((DateTimeOffset?)image.UpdatedAt, UpdatedAfter, UpdatedBefore)
            && Properties.All(
                property => image.Properties.TryGetValue(property.Key, out var value)
                    && string.Equals(value, property.Value, StringComparison.OrdinalIgnoreCase));

    private static bool IsAny(IReadOnlyList<string> values, string? value)
        => values.Count == 0 || values.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Glance compares whole seconds.</summary>
    private static bool IsWithin(DateTimeOffset? time, DateTimeOffset? after, DateTimeOffset? before)
        => (after is null || time?.ToUnixTimeSeconds() >= after.Value.ToUnixTimeSeconds()) && (before is null || time < before);

    /// <summary>
    /// Glance treats the text before a colon as an operator, and refuses "ubuntu:22.04" (glance/common/utils.py, split_filter_op). After an
    /// explicit operator, the text is only a name.
    /// </summary>
    private string? NameFilter() => Name is not null && Name.IndexOf(':') >= 0 ? "eq:" + Name : Name;

    private static string? AnyOf(IReadOnlyList<string> values) => values.Count switch
    {
        0 => null,
        1 => values[0],
        _ => "in:" + string.Join(",", values),
    };

    private static string? TimeFilter(DateTimeOffset? after, DateTimeOffset? before)
        => after is { } from ? $"gte:{Text(from)}" : before is { } until ? $"lt:{Text(until)}" : null;

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
