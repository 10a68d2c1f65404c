using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Add-OSImageMember -MemberSession with a session that is not the member's.</summary>
public sealed class MemberSessionTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task A_session_of_another_project_leaves_the_member_pending_and_the_other_projects_accept()
    {
        var image = await ImageAsync();
        var stranger = await Tenants.AccountAsync("stranger");
        Connect(stranger, "-NotDefault");
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -MemberSession ${stranger.UserName}");

        Assert.Null(result.Terminating);
        Assert.Equal([$"{image.Id} {Alt.ProjectId}", $"{image.Id} {Admin.ProjectId}"], Pairs(result.Output));
        Assert.Equal([$"{image.Id} {Alt.ProjectId}", $"{image.Id} {Admin.ProjectId}"], result.Errors.Select(Pair));
        Assert.Equal(With("pending", Alt.ProjectId, Admin.ProjectId), await MembersAsync(image));
    }

    [Fact]
    public async Task A_session_of_another_member_accepts_only_for_that_member()
    {
        var image = await ImageAsync();
        Connect(Alt, "-NotDefault");
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}, {Admin.ProjectId} -MemberSession $alt");

        Assert.Equal(["accepted", "pending"], result.Output.Select(member => member.Text("Status")));
        Assert.Equal($"{image.Id} {Admin.ProjectId}", Pair(result.SingleError()));
    }
}
