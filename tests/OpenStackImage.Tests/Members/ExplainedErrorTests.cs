using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Errors: what failed, why, how to fix it, the service's own sentence and the request ID.</summary>
public sealed class ExplainedErrorTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("private", "Get-OSImageMember $image")]
    [InlineData("community", "Get-OSImageMember $image")]
    [InlineData("private", "Add-OSImageMember $image $project")]
    [InlineData("community", "Add-OSImageMember $image $project")]
    [InlineData("private", "Remove-OSImageMember $image $project")]
    [InlineData("community", "Remove-OSImageMember $image $project")]
    [InlineData("private", "Sync-OSImageMember $image $project")]
    [ReliabilityRow("42", "members of a private or a community image, with Get-, Add-, Remove- and Sync-")]
    public async Task The_error_states_that_the_image_is_not_shared(string visibility, string command)
    {
        var image = await ImageAsync(visibility: visibility);

        var error = Fail(Demo, command, image.Id);

        ErrorsPage.AssertExplained(error, "ImageNotShared", image.ToString(), $"is {visibility}");
        ReliabilityPage.Saw("42", $"{error.Id()}, with the image's visibility and how to fix it");
    }

    [Theory]
    [InlineData("Get-OSImageMember $image")]
    [InlineData("Add-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $project")]
    public async Task The_error_states_that_a_public_image_cannot_have_members(string command)
    {
        var image = await ImageAsync(Admin, "public");

        ErrorsPage.AssertExplained(Fail(Admin, command, image.Id), "ImageNotShared", image.ToString(), "is public");
    }

    [Theory]
    [InlineData("Add-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $own")]
    public async Task The_error_states_that_the_project_is_not_the_owner(string command)
    {
        var image = await ShareImageAsync();
        Shell.Set("own", Alt.ProjectId);

        ErrorsPage.AssertExplained(
            Fail(Alt, command, image.Id, Admin.ProjectId), "NotTheOwner", image.ToString(), Demo.ProjectId, "project 'alt'");
    }

    [Theory]
    [InlineData("Approve-OSImageMember $image $project")]
    [InlineData("Deny-OSImageMember $image $project")]
    [InlineData("Set-OSImageMember $image $project -Status pending")]
    public async Task The_error_states_that_the_owner_cannot_set_the_status_of_a_member(string command)
    {
        var image = await ShareImageAsync();

        ErrorsPage.AssertExplained(
            Fail(Demo, command, image.Id), "NotTheMember", image.ToString(), Alt.ProjectId, "though it owns the image");
    }

    [Theory]
    [InlineData("Approve-OSImageMember $image $project")]
    [InlineData("Deny-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $project")]
    public async Task The_error_states_that_the_project_is_not_a_member(string command)
    {
        var image = await ImageAsync();

        ErrorsPage.AssertExplained(Fail(Admin, command, image.Id), "NotAMember", image.Id, Alt.ProjectId);
    }

    [Fact]
    public async Task The_error_states_that_the_project_is_already_a_member()
    {
        var image = await ShareImageAsync();

        ErrorsPage.AssertExplained(
            Fail(Demo, "Add-OSImageMember $image $project", image.Id), "MemberExists", image.Id, Alt.ProjectId, "-SkipExisting");
    }

    [Fact]
    [ReliabilityRow("41", "the 129th member of an image")]
    public async Task The_error_states_how_many_members_the_cloud_allows()
    {
        var image = await ImageAsync();
        for (var i = 0; i < 128; i++)
        {
            await Demo.ShareAsync(image.Id, Guid.NewGuid().ToString("N"));
        }

        var error = Fail(Demo, "Add-OSImageMember $image $project", image.Id);

        ErrorsPage.AssertExplained(error, "MemberQuotaExceeded", image.Id, "image_member_quota", "Attempted: 129, Maximum: 128");
        ReliabilityPage.Saw("41", $"{error.Id()}, with count and maximum");
    }

    [Theory]
    [InlineData("Get-OSImage $image")]
    [InlineData("Get-OSImageMember $image")]
    [InlineData("Add-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $project")]
    [InlineData("Approve-OSImageMember $image")]
    [ReliabilityRow("43", "an image of another project, with Get-, Add-, Remove- and Approve-")]
    public async Task The_error_states_that_the_project_cannot_see_the_image(string command)
    {
        var image = await ImageAsync();

        var error = Fail(Alt, command, image.Id);

        ErrorsPage.AssertExplained(error, "ImageNotFound", image.Id, "project 'alt'");
        Assert.Equal(image.Id, error.TargetObject);
        ReliabilityPage.Saw("43", $"{error.Id()}; the message contains \"that project 'alt' may see\"");
    }

    [Theory]
    [InlineData("Get-OSImage")]
    [InlineData("Get-OSImageMember $image")]
    [InlineData("Add-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $project")]
    [InlineData("Set-OSImageMember $image $project -Status accepted")]
    public async Task The_error_states_that_the_session_is_not_scoped_to_a_project(string command)
    {
        var image = await ShareImageAsync();
        await ConnectWithoutProjectAsync();

        var error = Shell.Set("image", image.Id).Set("project", Alt.ProjectId).Run(command).SingleError();

        ErrorsPage.AssertExplained(error, "NoProject");
    }

    [Theory]
    [InlineData("Get-OSImage -SharedWithMe")]
    [InlineData("Approve-OSImageMember $image")]
    public async Task The_error_states_that_the_command_requires_a_project(string command)
    {
        var image = await ShareImageAsync();
        await ConnectWithoutProjectAsync();

        ErrorsPage.AssertTold(Shell.Set("image", image.Id).Run(command).SingleError(), "NoProject");
    }

    [Fact]
    public async Task The_error_states_that_the_user_does_not_have_the_required_role()
    {
        var reader = await Tenants.AccountAsync("reader", "reader");
        var image = await ImageAsync(Admin);
        await Admin.ShareAsync(image.Id, reader.ProjectId);

        ErrorsPage.AssertExplained(Fail(reader, "Approve-OSImageMember $image", image.Id), "RoleMissing", reader.UserName, "reader");
    }

    [Fact]
    public async Task The_error_lists_the_images_that_have_the_name()
    {
        var name = TestCloud.Name("twice");
        var images = new[] { await ImageAsync(name: name), await ImageAsync(name: name) };

        ErrorsPage.AssertTold(
            Fail(Demo, "Add-OSImageMember $image $project", name), "AmbiguousImageName", images[0].Id, images[1].Id, Demo.ProjectId);
    }

    [Fact]
    public async Task The_error_states_that_the_project_does_not_exist()
    {
        var image = await ImageAsync();

        ErrorsPage.AssertTold(Fail(Admin, "Add-OSImageMember $image $project", image.Id, "nobody"), "ProjectNotFound", "'nobody'");
        ErrorsPage.AssertTold(Fail(Demo, "Add-OSImageMember $image $project", image.Id, "nobody"), "ProjectNotResolved", "'nobody'");
    }

    private ErrorRecord Fail(CloudAccount account, string command, string image, string? project = null)
    {
        Connect(account);
        return Shell.Set("image", image).Set("project", project ?? Alt.ProjectId).Run(command).SingleError();
    }

    /// <summary>A user who has no role anywhere gets a token without a project, and without a catalog.</summary>
    private async Task ConnectWithoutProjectAsync()
    {
        var name = Tenants.Name("nobody");
        await Tenants.UserAsync(name);
        Shell.Set("nobody", Shell.Credential(name, Tenants.Password));
        var result = Shell.Run(
            $"Connect-OpenStack -AuthUrl {Cloud.AuthUrl} -Credential $nobody -UserDomain Default -ImageEndpoint {Cloud.ImageEndpoint}")
            .MustSucceed();
        Assert.Contains("not scoped to a project", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    /// <summary>An image that is shared with alt.</summary>
    private async Task<MadeImage> ShareImageAsync()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        return image;
    }
}
