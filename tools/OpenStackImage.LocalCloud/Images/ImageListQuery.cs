using System.Globalization;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>The query of an image list, validated in the same order as in Glance.</summary>
internal sealed record ImageListQuery
{
    public string? Visibility { get; private init; }

    public string MemberStatus { get; private init; } = State.MemberStatus.Accepted;

    public string? Marker { get; private init; }

    public int? Limit { get; private init; }

    public IReadOnlyList<string> Tags { get; private init; } = [];

    public required ImageSort Sort { get; init; }

    /// <summary>The other parameters: filters by attributes and custom properties.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filters { get; private init; } = [];

    public static ImageListQuery? Read(IEnumerable<KeyValuePair<string, string>> query, out string? complaint)
    {
        List<KeyValuePair<string, string>> left = [.. query];
        var limit = Take(left, "limit");
        var marker = Take(left, "marker");
        var memberStatus = Take(left, "member_status") ?? State.MemberStatus.Accepted;
        List<string> tags = [];
        while (Take(left, "tag") is { } tag)
        {
            tags.Add(tag.Trim());
        }

        var visibility = Last(left, "visibility");
        var rows = 0;
        complaint = Complaint(visibility, memberStatus, left) ?? (limit is null ? null : ReadLimit(limit, out rows));
        if (complaint is not null || ImageSort.Read(left, out complaint) is not { } sort)
        {
            return null;
        }

        left.RemoveAll(filter => filter.Key is "visibility" or "deleted");
        return new()
        {
            Visibility = visibility,
            MemberStatus = memberStatus,
            Marker = marker,
            Limit = limit is null ? null : rows,
            Tags = tags,
            Sort = sort,
            Filters = left,
        };
    }

    /// <summary>Removes the first parameter of a name from the query.</summary>
    public static string? Take(List<KeyValuePair<string, string>> query, string name)
    {
        var index = query.FindIndex(pair => pair.Key == name);
        if (index < 0)
        {
            return null;
        }

        var value = query[index].Value;
        query.RemoveAt(index);
        return value;
    }

    private static string? Complaint(string? visibility, string memberStatus, List<KeyValuePair<string, string>> query)
        => visibility is { Length: > 0 } and not ImageVisibility.All && !ImageSchema.Visibilities.Contains(visibility)
            ? $"Invalid visibility value: {visibility}"
            : Last(query, "changes-since") is { Length: > 0 } ? "The \"changes-since\" filter is no longer available on v2."
            : memberStatus is not (
                State.MemberStatus.Pending or State.MemberStatus.Accepted or State.MemberStatus.Rejected or State.MemberStatus.All)
            ? $"Invalid status: {memberStatus}"
            : null;

    private static string? Last(List<KeyValuePair<string, string>> query, string name) => query.FindLast(pair => pair.Key == name).Value;

    private static string? ReadLimit(string text, out int rows)
    {
        rows = 0;
        if (!System.Numerics.BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            return "limit param must be an integer";
        }

        if (limit < 0)
        {
            return "limit param must be positive";
        }

        rows = (int)System.Numerics.BigInteger.Min(limit, int.MaxValue);
        return null;
    }
}
