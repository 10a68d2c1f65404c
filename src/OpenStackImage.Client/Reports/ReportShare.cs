namespace OpenStackImage.Reports;

/// <summary>A project that an image is, or was, shared with.</summary>
/// <param name="Row">The member.</param>
/// <param name="Image">The index of the image in the report.</param>
/// <param name="Project">The index of the project in the report.</param>
/// <param name="Findings">The findings, of <see cref="ReportFinding"/>.</param>
internal sealed record ReportShare(ReportRow Row, int Image, int Project, IReadOnlyList<string> Findings)
{
    /// <summary>False for a member of an image that is not shared. It regains access when the image is shared again.</summary>
    public bool IsActive => !Findings.Contains(ReportFinding.Returning);
}

/// <summary>A difference from an earlier export.</summary>
/// <param name="Kind">One of <see cref="ReportChange"/>'s constants.</param>
/// <param name="Image">The index of the image in the report.</param>
/// <param name="Project">The index of the project in the report.</param>
/// <param name="Before">The earlier member status; null for a project that has gained access.</param>
/// <param name="Now">The member status; null for a project that has lost access.</param>
internal sealed record ReportChange(string Kind, int Image, int Project, string? Before, string? Now)
{
    public const string Gained = "gained";
    public const string Lost = "lost";
    public const string StatusChanged = "status";
}

/// <summary>The findings of a report, in the order in which a reviewer reads them.</summary>
internal static class ReportFinding
{
    public const string Orphaned = "orphaned";
    public const string Disabled = "disabled";
    public const string Returning = "returning";
    public const string Overdue = "overdue";
    public const string Rejected = "rejected";
    public const string Own = "own";
    public const string Duplicate = "duplicate";

    /// <summary>Each finding with its title, its label in a row, and its explanation; {0} is the number of days.</summary>
    public static IReadOnlyList<(string Key, string Title, string Label, string Text)> All { get; } =
    [
        (Orphaned, "Orphaned members", "project does not exist", "The project does not exist. Remove the member."),
        (Disabled, "Disabled projects", "project disabled", "No user can use the project. It regains access when it is enabled."),
        (
            Returning, "Members that would regain access", "would regain access",
            "The image is not shared now. Glance keeps its members: they have access again once the image is shared again."),
        (
            Overdue, "Pending for more than {0} days", "pending over {0} days",
            "The project can use the image by its ID, but has not accepted it."),
        (Rejected, "Rejected images", "rejected", "The project has rejected the image, and can still use it by its ID."),
        (Own, "Shared with the owner", "shared with the owner", "The owner is a member of its own image. The member has no effect."),
        (
            Duplicate, "Members that exist twice", "listed twice",
            "The member list contains the project more than once. Glance cannot delete such an image."),
    ];
}
