using OpenStackImage.Images;

namespace OpenStackImage.Reports;

/// <summary>A report of the access of projects to shared images, with findings and the changes since an earlier export.</summary>
internal sealed class SharingReport
{
    /// <summary>The time of the report.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The scope of the report, as a sentence without a period.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The number of days after which a pending member is a finding.</summary>
    public int PendingDays { get; init; }

    /// <summary>The time of the earlier export; null without one, or if it is not known.</summary>
    public DateTime? EarlierAt { get; init; }

    /// <summary>True if the report was compared with an earlier export.</summary>
    public bool IsCompared { get; init; }

    public IReadOnlyList<ReportImage> Images { get; init; } = [];

    public IReadOnlyList<ReportProject> Projects { get; init; } = [];

    public IReadOnlyList<ReportShare> Shares { get; init; } = [];

    public IReadOnlyList<ReportChange> Changes { get; init; } = [];

    /// <summary>The limitations of the report, as sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The totals, with their labels.</summary>
    public IReadOnlyList<(string Label, int Count)> Totals =>
    [
        ("Shared images", Images.Count(image => image.Visibility is null or ImageVisibility.Shared && !image.IsMissing)),
        ("Projects with access", Active.Select(share => share.Project).Distinct().Count()),
        ("Shares", Active.Count()),
        ("Accepted", CountOf(MemberStatus.Accepted)),
        ("Pending", CountOf(MemberStatus.Pending)),
        ("Rejected", CountOf(MemberStatus.Rejected)),
    ];

    private IEnumerable<ReportShare> Active => Shares.Where(share => share.IsActive);

    /// <summary>Returns the number of shares with a finding.</summary>
    public int CountOfFinding(string finding) => Shares.Count(share => share.Findings.Contains(finding));

    /// <summary>Returns the number of changes of a kind.</summary>
    public int CountOfChange(string kind) => Changes.Count(change => change.Kind == kind);

    /// <summary>Returns the name of a project; null if it has none or is not part of the report.</summary>
    public string? NameOfProject(string? cloud, string? id)
        => Projects.FirstOrDefault(project => project.Cloud == cloud && project.Id == id)?.Name;

    private int CountOf(string status) => Active.Count(share => share.Row.Status == status);
}
