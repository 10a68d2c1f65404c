using OpenStackImage.Members;

namespace OpenStackImage.Client.Tests.Members;

/// <summary>The difference between the present and the wanted members of an image.</summary>
public sealed class MemberPlanTests
{
    private const string One = "11111111111111111111111111111111";
    private const string Two = "22222222222222222222222222222222";
    private const string Three = "33333333333333333333333333333333";

    [Fact]
    public void Members_are_kept_added_or_removed()
    {
        var plan = MemberPlan.Make([Member(One), Member(Two)], [Three, Two]);

        Assert.Equal([Two], plan.Kept.Select(member => member.MemberId));
        Assert.Equal([Three], plan.Missing);
        Assert.Equal([One], plan.Extra.Select(member => member.MemberId));
    }

    [Fact]
    public void Another_spelling_of_an_ID_is_the_same_member()
    {
        var plan = MemberPlan.Make([Member(One)], ["11111111-1111-1111-1111-111111111111"]);

        Assert.Equal([One], plan.Kept.Select(member => member.MemberId));
        Assert.Empty(plan.Missing);
        Assert.Empty(plan.Extra);
    }

    [Fact]
    public void A_project_that_is_specified_twice_is_added_once_in_the_specified_order()
    {
        var plan = MemberPlan.Make([], [Two, One, "22222222-2222-2222-2222-222222222222"]);

        Assert.Equal([Two, One], plan.Missing);
    }

    [Fact]
    public void A_member_that_is_not_a_project_ID_is_compared_unchanged()
    {
        var plan = MemberPlan.Make([Member("Demo")], ["demo"]);

        Assert.Equal(["demo"], plan.Missing);
        Assert.Equal(["Demo"], plan.Extra.Select(member => member.MemberId));
    }

    [Fact]
    public void Without_specified_projects_all_members_are_removed()
        => Assert.Equal([One, Two], MemberPlan.Make([Member(One), Member(Two)], []).Extra.Select(member => member.MemberId));

    private static ImageMember Member(string projectId) => new() { ImageId = "image", MemberId = projectId };
}
