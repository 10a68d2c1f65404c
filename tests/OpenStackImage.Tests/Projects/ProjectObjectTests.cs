using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Projects;

/// <summary>Project objects of Get-OSProject identify that project by its ID, also if others have the same name.</summary>
public sealed class ProjectObjectTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("Add-OSImageMember $image -Project $project", "pending")]
    [InlineData("$project | Add-OSImageMember -Image $image", "pending")]
    [InlineData("Sync-OSImageMember $image -Project $project", "pending")]
    [InlineData("$null = Add-OSImageMember $image $project; Get-OSImageMember $image -Project $project", "pending")]
    [InlineData("$null = Add-OSImageMember $image $project; Set-OSImageMember $image $project -Status rejected -PassThru", "rejected")]
    [InlineData("$null = Add-OSImageMember $image $project; Approve-OSImageMember $image $project -PassThru", "accepted")]
    [InlineData("$null = Add-OSImageMember $image $project; $project | Approve-OSImageMember $image -PassThru", "accepted")]
    [InlineData("$null = Add-OSImageMember $image $project; $project | Deny-OSImageMember $image -PassThru", "rejected")]
    public async Task A_project_object_is_never_replaced_by_a_project_of_the_same_name(string command, string status)
    {
        var image = await ImageAsync();
        var (here, there) = await Tenants.NamesakesAsync();
        Connect(Admin);
        foreach (var project in new[] { here, there })
        {
            Shell.Set("image", image.Id).Run($"$project = Get-OSProject {project.Id}").MustSucceed();

            Assert.Equal([project.Id], Shell.Run(command).Texts("MemberId"));
            Assert.Equal([$"{project.Id} {status}"], await MembersAsync(image));

            Assert.Empty(Shell.Run("$project | Remove-OSImageMember -Image $image").MustSucceed().Output);
            Assert.Empty(await MembersAsync(image));
        }
    }

    [Fact]
    public async Task Projects_that_are_piped_in_are_all_added()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(3);
        Connect(Admin);

        var result = Shell.Set("names", projects.Select(project => project.Name).ToArray())
            .Run($"Get-OSProject $names | Add-OSImageMember -Image {image.Id}");

        Assert.Equal(projects.Select(project => $"{image.Id} {project.Id}"), Pairs(result.MustSucceed().Output));
    }

    [Fact]
    public async Task A_project_object_is_verified_by_its_ID_and_not_looked_up_by_name()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        Connect(Admin);
        Shell.Run($"$project = Get-OSProject {project.Id}").MustSucceed();

        Shell.Run($"Add-OSImageMember {image.Id} $project").MustSucceed();

        Assert.Equal([$"GET /v3/projects/{project.Id} 200", $"POST /v2/images/{image.Id}/members 200"], Requests(since: 2));
    }
}
