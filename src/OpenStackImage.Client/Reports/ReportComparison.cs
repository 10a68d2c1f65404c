namespace OpenStackImage.Reports;

/// <summary>Which projects have gained and lost access since an earlier export.</summary>
internal sealed class ReportComparison
{
    private readonly List<(string Kind, ReportRow Row, string? Before, string? Now)> _changes = [];

    private ReportComparison(DateTime? earlierAt) => EarlierAt = earlierAt;

    /// <summary>The time of the earlier export; null if the file does not contain it.</summary>
    public DateTime? EarlierAt { get; }

    /// <summary>The changes: the kind, the member, and its status before and now.</summary>
    public IReadOnlyList<(string Kind, ReportRow Row, string? Before, string? Now)> Changes => _changes;

    /// <summary>The earlier members that no longer exist.</summary>
    public IEnumerable<ReportRow> Lost => _changes.Where(change => change.Kind == ReportChange.Lost).Select(change => change.Row);

    /// <summary>Compares the members of an earlier export with the current members.</summary>
    /// <param name="earlier">The earlier export.</param>
    /// <param name="rows">The current members.</param>
    /// <param name="isCovered">True for an earlier member that the report would contain if it still existed.</param>
    /// <param name="uncovered">The number of earlier members that were not compared.</param>
    public static ReportComparison Of(
        EarlierReport earlier, IReadOnlyList<ReportRow> rows, Func<ReportRow, bool> isCovered, out int uncovered)
    {
        // The name of a cloud depends on the session; it matters only if it distinguishes rows of one file.
        var usesCloud = HasSeveralClouds(earlier.Rows) && HasSeveralClouds(rows);
        var cloud = HasSeveralClouds(rows) || rows.Count == 0 ? null : rows[0].Cloud;
        var before = earlier.Rows.GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.First());
        var now = rows.GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.First());
        var comparison = new ReportComparison(earlier.CreatedAt);
        foreach (var (key, row) in now.Select(entry => (entry.Key, entry.Value)))
        {
            if (!before.TryGetValue(key, out var old))
            {
                comparison._changes.Add((ReportChange.Gained, row, null, row.Status));
            }
            else if (old.Status.Length > 0 && row.Status.Length > 0 && old.Status != row.Status)
            {
                comparison._changes.Add((ReportChange.StatusChanged, row, old.Status, row.Status));
            }
        }

        uncovered = 0;
        foreach (var (_, row) in before.Where(entry => !now.ContainsKey(entry.Key)).Select(entry => (entry.Key, entry.Value)))
        {
            var known = usesCloud || cloud is null ? row : row with { Cloud = cloud };
            if (isCovered(known))
            {
                comparison._changes.Add((ReportChange.Lost, known, row.Status, null));
            }
            else
            {
                uncovered++;
            }
        }

        return comparison;

        (string? Cloud, string ImageId, string MemberId) KeyOf(ReportRow row)
            => (usesCloud ? row.Cloud : null, row.ImageId, row.MemberId);
    }

    private static bool HasSeveralClouds(IReadOnlyList<ReportRow> rows) => rows.Select(row => row.Cloud).Distinct().Skip(1).Any();
}
