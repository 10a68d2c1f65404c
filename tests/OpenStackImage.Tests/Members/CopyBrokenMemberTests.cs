using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Copy-OSImageMember with members of other tools that are not projects.</summary>
public sealed class CopyBrokenMemberTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("no-such-project")]
    [InlineData("../x?y#z")]
    public async Task A_member_that_is_not_a_project_is_an_error_and_is_not_copied(string broken)
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, broken);
        await Demo.ShareAsync(old.Id, Alt);
        var fresh = await ImageAsync();
        Connect(Demo);

        var result = Shell.Run($"Copy-OSImageMember {old.Id} {fresh.Id}");

        Assert.Equal("MemberIdRefused", result.SingleError().Id());
        Assert.Equal([$"{fresh.Id} {Alt.ProjectId}"], Pairs(result.Output));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(fresh));
    }

    [Fact]
    public async Task The_members_of_the_old_image_are_read_once_for_many_new_ones()
    {
        var old = await ImageAsync();
        await Demo.ShareAsync(old.Id, Alt);
        var fresh = await ImagesAsync(3);
        Connect(Demo);
        Shell.Set("fresh", fresh.Select(image => image.Id).ToArray());

        Shell.Run($"$fresh | Copy-OSImageMember {old.Id}").MustSucceed();

        Assert.Single(Requests(), $"GET /v2/images/{old.Id}/members 200");
    }
}
