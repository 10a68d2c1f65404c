using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember -Orphaned.</summary>
public sealed class OrphanedTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task Orphaned_finds_members_whose_project_was_deleted()
    {
        var image = await ImageAsync();
        var (gone, living) = (await Tenants.ProjectAsync(), await Tenants.ProjectAsync());
        await Demo.ShareAsync(image.Id, gone.Id);
        await Demo.ShareAsync(image.Id, living.Id);
        await Demo.ShareAsync(image.Id, "no-such-project");
        await Tenants.DeleteProjectAsync(gone.Id);
        Connect(Admin);

        Assert.Equal(
            new[] { gone.Id, "no-such-project" }.Order(), Shell.Run($"Get-OSImageMember {image.Id} -Orphaned").Texts("MemberId").Order());

        var all = Pairs(Shell.Run("Get-OSImageMember -AllProjects -Orphaned").MustSucceed().Output);
        Assert.Contains($"{image.Id} {gone.Id}", all);
        Assert.DoesNotContain($"{image.Id} {living.Id}", all);
    }

    [Fact]
    public async Task Orphaned_members_can_be_piped_into_Remove()
    {
        var image = await ImageAsync();
        var (gone, living) = (await Tenants.ProjectAsync(), await Tenants.ProjectAsync());
        await Demo.ShareAsync(image.Id, gone.Id);
        await Demo.ShareAsync(image.Id, living.Id);
        await Tenants.DeleteProjectAsync(gone.Id);
        Connect(Admin);

        Shell.Run($"Get-OSImageMember {image.Id} -Orphaned | Remove-OSImageMember").MustSucceed();

        Assert.Equal([$"{living.Id} pending"], await MembersAsync(image));
    }

    [Fact]
    public async Task Without_permission_to_read_projects_the_error_states_that_Orphaned_requires_an_admin()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Demo);

        var result = Shell.Run($"Get-OSImageMember {image.Id} -Orphaned");

        Assert.Equal("ProjectsNotReadable", result.SingleError().Id());
        Assert.Empty(result.Output);
    }
}
