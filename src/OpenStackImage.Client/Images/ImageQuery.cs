using System.Globalization;
using Flurl;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>What a list of images asks the server for (api-ref image/v2, "List images"; glance/api/v2/images.py, index). Null and empty leave a filter out.</summary>
internal sealed record ImageQuery
{
    /// <summary>
    /// Above every deployment's limit; the server cuts it down to its own (glance/api/v2/images.py, api_limit_max), which is 1,000 by default.
    /// </summary>
    private const int LargestPage = 1000;

    /// <summary>The exact name.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<string> Ids { get; init; } = [];

    public string? Visibility { get; init; }

    public IReadOnlyList<string> Statuses { get; init; } = [];

    public string? Owner { get; init; }

    /// <summary>Which images that others share: accepted where left out.</summary>
    public string? MemberStatus { get; init; }

    /// <summary>True for hidden images only; false for the others, as where left out.</summary>
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

    /// <summary>From when, inclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Until when, exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <inheritdoc cref="CreatedAfter"/>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <inheritdoc cref="CreatedBefore"/>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Values that further properties must have.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys with their directions, <c>name:asc</c>; the newest first where left out.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];

    /// <summary>How many images are wanted at most; null for all.</summary>
    public int? Count { get; init; }

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
                // PowerShell's lists of words do not mind capitals; Glance does.
                [ImageFields.Visibility] = Visibility?.ToLowerInvariant(),
                [ImageFields.Status] = AnyOf(Statuses)?.ToLowerInvariant(),
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
                ["limit"] = Math.Min(Count ?? LargestPage, LargestPage),
            });
    }

    /// <summary>What the server cannot be asked: of two filters on one time it heeds only the last.</summary>
    public bool Admits(Image image)
        => (CreatedAfter is null || CreatedBefore is null || (DateTimeOffset?)image.CreatedAt < CreatedBefore)
            && (UpdatedAfter is null || UpdatedBefore is null || (DateTimeOffset?)image.UpdatedAt < UpdatedBefore);

    /// <summary>
    /// Glance takes what stands before a colon for an operator and refuses "ubuntu:22.04" (glance/common/utils.py, split_filter_op); behind an
    /// operator of our own the name is a name again.
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
