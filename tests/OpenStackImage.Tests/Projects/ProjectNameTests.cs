using System.Management.Automation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Projects;

/// <summary>Get-OSProject, and how the sharing cmdlets find a project by its name.</summary>
public sealed class ProjectNameTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task A_name_is_looked_up_once_per_command_and_again_by_the_next()
    {
        var images = await ImagesAsync(3);
        var project = await Tenants.ProjectAsync();
        Connect(Admin);
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        Shell.Run($"$images | Add-OSImageMember -Project {project.Name}").MustSucceed();
        Shell.Run($"$images | Approve-OSImageMember -Project {project.Name}").MustSucceed();
        Shell.Run($"$images | Remove-OSImageMember -Project {project.Name}").MustSucceed();

        Assert.Equal(3, Requests().Count(request => request.Contains("/v3/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_that_is_not_found_is_looked_up_once_a_command_and_again_by_the_next()
    {
        var images = await ImagesAsync(3);
        Connect(Admin);
        var name = Tenants.Name("late");
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        Assert.Equal(3, Shell.Run($"$images | Add-OSImageMember -Project {name}").Errors.Count);
        Assert.Equal(
            [$"GET /v3/projects?name={name} 200", $"GET /v3/projects/{name} 404"],
            Requests().Where(request => request.Contains("/v3/", StringComparison.Ordinal)));

        var project = await Tenants.ProjectAsync(name: name);
        Assert.Equal([project.Id, project.Id, project.Id], Shell.Run($"$images | Add-OSImageMember -Project {name}").Texts("MemberId"));
    }

    [Theory]
    [InlineData("Add-OSImageMember $image $project")]
    [InlineData("Remove-OSImageMember $image $project")]
    [InlineData("Set-OSImageMember $image $project -Status accepted")]
    [InlineData("Approve-OSImageMember $image $project")]
    [InlineData("Deny-OSImageMember $image $project")]
    [InlineData("Sync-OSImageMember $image $project")]
    [InlineData("Get-OSImageMember $image $project")]
    public async Task A_name_that_cannot_be_resolved_is_an_error_and_is_never_sent(string command)
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        var lookups = new[]
        {
            (Admin, "no such project", "ProjectNotFound"), (Demo, "alt", "ProjectNotResolved"), (Demo, "a/../b", "ProjectNotResolved"),
        };
        foreach (var (account, name, errorId) in lookups)
        {
            Connect(account);

            var error = Shell.Set("image", image.Id).Set("project", name).Run(command).SingleError();

            Assert.Equal(errorId, error.Id());
            Assert.Equal(ErrorCategory.ObjectNotFound, error.Category());
            Assert.Contains($"'{name}'", error.ToString(), StringComparison.Ordinal);
            Assert.Empty(Writes());
            Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
        }
    }

    [LocalCloudFact("reads the cloud's own request log")]
    public async Task The_cloud_never_sees_a_write_for_a_name_that_cannot_be_resolved()
    {
        var image = await ImageAsync();
        Connect(Demo);
        Cloud.Local.Log.Clear();

        Shell.Run($"Add-OSImageMember {image.Id} alt, 'no such project', nobody").Errors.ToList()
            .ForEach(error => Assert.Equal("ProjectNotResolved", error.Id()));

        Assert.All(Cloud.Local.Log.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Empty(Cloud.Local.State.Members(image.Id));
    }

    [Fact]
    public async Task A_user_who_cannot_list_projects_shares_by_ID_or_with_a_project_of_the_user()
    {
        var image = await ImageAsync();
        Connect(Demo);

        var result = Shell.Run($"Add-OSImageMember {image.Id} alt, {Alt.ProjectId}, demo");

        Assert.Equal("ProjectNotResolved", result.SingleError().Id());
        Assert.Equal([Alt.ProjectId, Demo.ProjectId], result.Output.Select(member => member.Text("MemberId")));
    }

    [Theory]
    [InlineData("Add-OSImageMember")]
    [InlineData("Sync-OSImageMember")]
    public async Task An_ID_without_a_project_is_refused_if_the_session_can_verify_it(string command)
    {
        var image = await ImageAsync();
        var nobody = Guid.NewGuid().ToString("N");
        Connect(Admin);

        var error = Shell.Run($"{command} {image.Id} {nobody}").SingleError();

        Assert.Equal("ProjectNotFound", error.Id());
        Assert.Equal($"{image.Id} {nobody}", Pair(error));
        Assert.Empty(Writes());
        Assert.Empty(await MembersAsync(image));
    }

    [Fact]
    public async Task An_ID_that_cannot_be_verified_is_used_unchanged_and_checked_once_per_command()
    {
        var images = await ImagesAsync(3);
        var nobody = Guid.NewGuid().ToString("N");
        Connect(Demo);
        Shell.Set("images", images.Select(image => image.Id).ToArray());

        Assert.Equal(
            [nobody, nobody, nobody], Shell.Run($"$images | Add-OSImageMember -Project {nobody} -ThrottleLimit 1").Texts("MemberId"));
        Shell.Run($"$images | Add-OSImageMember -Project {Alt.ProjectId} -ThrottleLimit 1").MustSucceed();

        Assert.Equal(
            [$"GET /v3/projects/{nobody} 403", $"GET /v3/projects/{Alt.ProjectId} 403"],
            Requests().Where(request => request.Contains("/v3/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_domain_that_does_not_exist_is_an_error()
    {
        var image = await ImageAsync();
        Connect(Admin);

        var error = Shell.Run($"Add-OSImageMember {image.Id} alt -ProjectDomain 'no such domain'").SingleError();

        Assert.Equal("DomainNotFound", error.Id());
        Assert.Empty(await MembersAsync(image));
    }

    [Fact]
    public async Task A_session_without_Identity_accepts_only_IDs()
    {
        var image = await ImageAsync();
        Shell.Set("token", Shell.Secret(await Demo.IssueTokenAsync()));
        Shell.Run($"Connect-OpenStack -ImageEndpoint {Cloud.ImageEndpoint} -Token $token -ProjectId {Demo.ProjectId}").MustSucceed();

        var result = Shell.Run($"Add-OSImageMember {image.Id} alt, {Alt.ProjectId}");

        Assert.Equal("ProjectNotResolved", result.SingleError().Id());
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(image));
        Assert.Equal([$"GET /v2/images/{image.Id}/members 200", $"POST /v2/images/{image.Id}/members 200"], Requests(since: 0));
    }
}
