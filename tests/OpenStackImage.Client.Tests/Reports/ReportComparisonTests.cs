using OpenStackImage.Reports;

namespace OpenStackImage.Client.Tests.Reports;

/// <summary>The comparison of members with an earlier export.</summary>
public sealed class ReportComparisonTests
{
    [Fact]
    public void Gained_lost_and_changed_members_are_found()
    {
        var changes = Compare(
            [Row("a", "kept", "accepted"), Row("a", "lost", "accepted"), Row("a", "changed", "pending")],
            [Row("a", "kept", "accepted"), Row("a", "changed", "accepted"), Row("a", "gained", "pending")]);

        Assert.Equal(
            [
                (ReportChange.StatusChanged, "changed", "pending", "accepted"),
                (ReportChange.Gained, "gained", null, "pending"),
                (ReportChange.Lost, "lost", "accepted", null),
            ],
            changes);
    }

    [Fact]
    public void An_unknown_status_is_not_a_change()
        => Assert.Empty(Compare([Row("a", "m", "")], [Row("a", "m", "accepted")]));

    [Fact]
    public void Clouds_are_compared_only_if_both_exports_contain_several()
    {
        Assert.Empty(Compare([Row("a", "m", "accepted", "prod")], [Row("a", "m", "accepted", "production")]));

        var changes = Compare(
            [Row("a", "m", "accepted", "east"), Row("b", "m", "accepted", "west")],
            [Row("a", "m", "accepted", "west"), Row("b", "m", "accepted", "west"), Row("c", "m", "accepted", "east")]);

        Assert.Equal([ReportChange.Gained, ReportChange.Gained, ReportChange.Lost], changes.Select(change => change.Kind));
    }

    [Fact]
    public void A_member_of_an_image_outside_the_report_is_not_reported_as_lost()
    {
        var earlier = new EarlierReport([Row("a", "m", "accepted"), Row("other", "m", "accepted")], null, null);

        var comparison = ReportComparison.Of(earlier, [], row => row.ImageId == "a", out var uncovered);

        Assert.Equal("a", Assert.Single(comparison.Lost).ImageId);
        Assert.Equal(1, uncovered);
    }

    private static (string Kind, string Member, string? Before, string? Now)[] Compare(ReportRow[] earlier, ReportRow[] now)
        =>
        [
            .. ReportComparison.Of(new EarlierReport(earlier, null, null), now, _ => true, out _).Changes
                .Select(change => (change.Kind, change.Row.MemberId, change.Before, change.Now)),
        ];

    private static ReportRow Row(string image, string member, string status, string? cloud = null)
        => new(image, member, status) { Cloud = cloud };
}
