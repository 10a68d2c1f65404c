using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>The sharing rules of Glance, as seen with the module. The local cloud must have the same rules.</summary>
public sealed class RuleTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task A_member_that_is_added_again_starts_pending()
    {
        var image = await SharedAsync("accepted");
        Connect(Demo);

        Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed();

        Assert.Equal(["pending"], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}").Texts("Status"));
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
    }

    [Theory]
    [InlineData("pending", false)]
    [InlineData("rejected", false)]
    [InlineData("accepted", true)]
    public async Task A_shared_image_is_usable_by_its_ID_under_every_member_status_and_listed_once_accepted(string status, bool isListed)
    {
        var image = await SharedAsync(status);
        Connect(Alt);

        Assert.Equal([image.Id], Shell.Run($"Get-OSImage {image.Id}").Texts("Id"));
        Assert.Equal(isListed, Shell.Run("Get-OSImage").Texts("Id").Contains(image.Id));
    }

    [Fact]
    public async Task A_removed_project_no_longer_sees_the_image()
    {
        var image = await SharedAsync("accepted");
        Connect(Alt, "-NotDefault");
        Connect(Demo);
        Shell.Run($"Get-OSImage {image.Id} -Session $alt").MustSucceed();

        Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed();

        Assert.Equal("ImageNotFound", Shell.Run($"Get-OSImage {image.Id} -Session $alt").SingleError().Id());
    }

    [Fact]
    public async Task A_member_sees_its_own_membership_only()
    {
        var image = await SharedAsync("pending");
        await Demo.ShareAsync(image.Id, Admin);
        Connect(Alt);

        Assert.Equal([Alt.ProjectId], Shell.Run($"Get-OSImageMember {image.Id}").Texts("MemberId"));
    }

    [Fact]
    public async Task A_deactivated_image_can_be_shared_and_accepted()
    {
        var image = await ImageAsync();
        await Demo.UploadAsync(image.Id, [1, 2, 3]);
        await Tenants.DeactivateAsync(image.Id);
        Connect(Alt, "-NotDefault");
        Connect(Demo);

        Assert.Equal(["accepted"], Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId} -MemberSession $alt").Texts("Status"));
        Assert.Equal(["deactivated"], Shell.Run($"Get-OSImage {image.Id} -Session $alt").Texts("Status"));
    }

    [Fact]
    public async Task An_image_without_data_can_be_shared()
    {
        var image = await ImageAsync();
        Connect(Demo);

        Shell.Run($"Add-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed();

        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
        Assert.Equal("queued", (string?)(await Tenants.ImageAsync(image.Id))["status"]);
    }

    [Fact]
    public async Task A_project_can_be_a_member_of_its_own_image()
    {
        var image = await ImageAsync();
        Connect(Demo);

        Assert.Equal(["pending"], Shell.Run($"Add-OSImageMember {image.Id} {Demo.ProjectId}").Texts("Status"));
        Assert.Equal([$"{Demo.ProjectId} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task A_hidden_image_can_be_shared_and_accepted_by_its_ID()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("hidden"), isHidden: true);
        Connect(Alt, "-NotDefault");
        Connect(Demo);

        Assert.Equal(["accepted"], Shell.Run($"Add-OSImageMember {id} {Alt.ProjectId} -MemberSession $alt").Texts("Status"));
    }

    [Fact]
    public async Task An_admin_removes_members_and_sets_the_status_for_any_project()
    {
        var image = await SharedAsync("pending");
        Connect(Admin);

        Assert.Equal(["rejected"], Shell.Run($"Deny-OSImageMember {image.Id} {Alt.ProjectId} -PassThru").Texts("Status"));
        Shell.Run($"Remove-OSImageMember {image.Id} {Alt.ProjectId}").MustSucceed();

        Assert.Empty(await MembersAsync(image));
    }

    /// <summary>Creates an image that is shared with alt, with a member status.</summary>
    private async Task<MadeImage> SharedAsync(string status)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Alt.SetMemberStatusAsync(image.Id, status);
        return image;
    }

    [Fact]
    public async Task An_owner_that_shares_with_itself_cannot_accept()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Demo);
        Connect(Demo);

        var error = Shell.Run($"Set-OSImageMember {image.Id} {Demo.ProjectId} -Status accepted").SingleError();

        Assert.Contains("You are not authorized to complete modify_member action.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal([$"{Demo.ProjectId} pending"], await MembersAsync(image));
    }
}
