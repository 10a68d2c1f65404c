using CsCheck;
using OpenStackImage.Http;
using OpenStackImage.Sharing;

namespace OpenStackImage.Client.Tests.Sharing;

/// <summary>The comparison of the members of an image with the entries of a file.</summary>
public sealed class SharingPlanTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Differences_are_missing_members_other_statuses_expired_and_extra_members()
    {
        var plan = Plan(
            [Member("a", "pending"), Member("b", "accepted"), Member("c", "pending"), Member("d", "rejected"), Member("e", "pending")],
            Entry(1, Project("a"), Project("b", "pending"), Project("c", until: Now), Project("x", "accepted"),
                Project("y", until: Now.AddDays(1))));

        Assert.Equal(["x accepted", "y pending"], plan.Missing.Select(wanted => $"{wanted.Project.Id} {wanted.StatusWhenAdded}"));
        Assert.Equal(["b pending"], plan.OtherStatus.Select(listed => $"{listed.Member.MemberId} {listed.Wanted.Status}"));
        Assert.Equal(["c"], plan.Expired.Select(listed => listed.Member.MemberId));
        Assert.Equal(["d", "e"], plan.Extra.Select(member => member.MemberId));
    }

    [Fact]
    public void Overlapping_entries_are_merged_with_the_specified_status_and_the_latest_end()
    {
        var plan = Plan(
            [Member("a", "pending"), Member("b", "pending"), Member("c", "pending")],
            Entry(1, Project("a"), Project("b", until: Now.AddDays(-1)), Project("c", until: Now.AddDays(-1))),
            Entry(2, Project("a", "accepted", line: 3), Project("b", until: Now.AddDays(2)), Project("c", until: Now.AddDays(-2))));

        Assert.Equal([("a", 3)], plan.OtherStatus.Select(listed => (listed.Member.MemberId, listed.Wanted.Line)));
        Assert.Equal(["c"], plan.Expired.Select(listed => listed.Member.MemberId));
        Assert.Empty(plan.Missing);
        Assert.Empty(plan.Extra);
    }

    [Fact]
    public void Conflicting_statuses_are_an_error_that_names_both_lines()
    {
        var failure = Assert.Throws<SharingFileException>(
            () => Plan([], Entry(1, Project("a", "accepted", line: 4)), Entry(7, Project("A1", "pending", line: 9, means: "a"))));

        Assert.Equal(("SharingConflict", 9), (failure.ErrorId, failure.Line));
        Assert.Contains("in line 4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IDs_are_compared_in_their_canonical_spelling()
    {
        var plan = Plan(
            [Member("24635CDD377B4B59850137054AE93651", "pending")], Entry(1, Project("24635cdd-377b-4b59-8501-37054ae93651")));

        Assert.Empty(plan.Missing.Select(wanted => wanted.Project.Id).Concat(plan.Extra.Select(member => member.MemberId)));
    }

    [Fact]
    public void A_domain_entry_does_not_share_an_image_with_its_owner()
    {
        var listed = new ListedProject(null, null, "d", null, null, 2);

        var plan = Plan([], new SharingEntry(new ImageSelector { Pattern = "*" }, [listed], 1));

        Assert.Equal(["p1", "p2"], plan.Missing.Select(wanted => wanted.Project.Id));
        Assert.Equal(["domain-id"], plan.DomainIds);
    }

    [Fact]
    public void A_project_that_cannot_be_used_makes_the_plan_incomplete_and_is_not_added()
    {
        foreach (var id in new[] { "unknown", "deleted" })
        {
            var plan = Plan([Member("a", "pending")], Entry(1, Project(id)));

            Assert.True(plan.IsIncomplete);
            Assert.Empty(plan.Missing);
        }
    }

    [Fact]
    public void An_expired_entry_neither_blocks_a_removal_nor_contradicts_another_one()
    {
        var domain = new ListedProject(null, null, "d", null, Now.AddDays(-1), 2);

        var plan = Plan(
            [Member("p1", "pending"), Member("a", "accepted")],
            new SharingEntry(new ImageSelector { Pattern = "*" }, [domain], 1),
            Entry(3, Project("unknown", until: Now.AddDays(-1))),
            Entry(4, Project("a", "accepted", until: Now.AddDays(-1))),
            Entry(5, Project("a", "pending", until: Now.AddDays(-2))));

        Assert.Equal(["p1", "a"], plan.Expired.Select(listed => listed.Member.MemberId));
        Assert.Empty(plan.DomainIds);
        Assert.False(plan.IsIncomplete);
    }

    [Fact]
    public void A_name_next_to_an_ID_must_be_the_name_of_the_image()
    {
        var failure = Assert.Throws<SharingFileException>(
            () => Plan([], new SharingEntry(new ImageSelector { Id = "an ID", Name = "another name" }, [], 5)));

        Assert.Equal(("SharingMismatch", 5), (failure.ErrorId, failure.Line));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*b", "AxxB", true)]
    [InlineData("a*b", "axbx", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a*b*", "xaxxbx", true)]
    [InlineData("[ab]", "a", false)]
    [InlineData("[ab]", "[ab]", true)]
    public void A_pattern_supports_asterisks_and_question_marks(string pattern, string name, bool isMatch)
        => Assert.Equal(isMatch, new NameGlob(pattern).IsMatch(name));

    [Fact]
    public void A_pattern_matches_the_same_names_as_the_equivalent_regular_expression()
        => Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["abAB"], 0, 10]).Sample(
            (pattern, name) =>
            {
                var expression = "^" + pattern.Replace("*", ".*", StringComparison.Ordinal).Replace("?", ".",
                    StringComparison.Ordinal) + "$";
                Assert.Equal(
                    System.Text.RegularExpressions.Regex.IsMatch(name, expression, System.Text.RegularExpressions.RegexOptions.IgnoreCase),
                    new NameGlob(pattern).IsMatch(name));
            },
            iter: 5_000);

    [Fact]
    public void A_pattern_with_many_asterisks_is_matched_in_bounded_time()
        => Assert.False(new NameGlob(string.Concat(Enumerable.Repeat("*a", 120)) + "b").IsMatch(new string('a', 255)));

    private static SharingPlan Plan(IReadOnlyList<ImageMember> present, params SharingEntry[] entries)
        => SharingPlan.Make(
            new SharingDocument("a.yaml", entries), new SelectedImage(new ResourceName("an ID", "image"), "owner", entries), Resolve,
                present, Now);

    private static ProjectMatch Resolve(ListedProject listed) => listed switch
    {
        { IsWholeDomain: true } => new([new("p1", "one"), new("owner", null), new("p2", null)], DomainId: "domain-id"),
        { Id: "unknown" } => new([], new NameNotFoundException("ProjectNotFound", "no such project", "none")),
        { Id: "deleted" } => new([new("deleted", null)], new NameNotFoundException("ProjectNotFound", "no such project", "none")),
        _ => new([new(listed.Domain ?? listed.Id!, null)]),
    };

    private static SharingEntry Entry(int line, params ListedProject[] projects) => new(new ImageSelector { Pattern = "*" }, projects,
        line);

    /// <param name="id">The ID in the file.</param>
    /// <param name="status">The status.</param>
    /// <param name="until">The end.</param>
    /// <param name="line">The line.</param>
    /// <param name="means">The ID of the project that the file means, if it is another one.</param>
    private static ListedProject Project(string id, string? status = null, DateTimeOffset? until = null, int line = 1, string? means = null)
        => new(id, null, means, status, until, line);

    private static ImageMember Member(string id, string status) => new() { ImageId = "an ID", MemberId = id, Status = status };
}
