using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Projects;

/// <summary>Get-OSProject.</summary>
public sealed class GetProjectTests(TestCloud cloud) : SharingTests(cloud)
{
    [Theory]
    [InlineData("Get-OSProject $id")]
    [InlineData("Get-OSProject $name")]
    [InlineData("Get-OSProject -Project $name -ProjectDomain Default")]
    [InlineData("Get-OSProject -Name $name -Domain default")]
    [InlineData("$name | Get-OSProject")]
    [InlineData("[pscustomobject]@{ MemberId = $id } | Get-OSProject")]
    [InlineData("Get-OSProject ('?' + $name.Substring(1))")]
    [InlineData("Get-OSProject ($name.ToUpperInvariant() + '*')")]
    public async Task An_admin_gets_a_project_by_ID_name_and_domain(string command)
    {
        var made = await Tenants.ProjectAsync();
        Connect(Admin);

        var project = Shell.Set("id", made.Id).Set("name", made.Name).Run(command).Single();

        Assert.Equal("OpenStackImage.Project", project.TypeNames[0]);
        Assert.Equal((made.Id, made.Name, made.DomainId), (project.Text("Id"), project.Text("Name"), project.Text("DomainId")));
        Assert.True(project.Value<bool>("IsEnabled"));
    }

    [Fact]
    public async Task An_admin_gets_all_projects_or_those_of_a_domain()
    {
        var (here, there) = await Tenants.NamesakesAsync();
        Connect(Admin);

        var all = Shell.Run("Get-OSProject").Texts("Id");

        Assert.Contains(here.Id, all);
        Assert.Contains(there.Id, all);
        Assert.Equal([there.Id], Shell.Run($"Get-OSProject -ProjectDomain {there.DomainId}").Texts("Id"));
        Assert.Equal([there.Id], Shell.Run($"Get-OSProject {here.Name} -ProjectDomain {there.DomainId}").Texts("Id"));
        Assert.Equal("AmbiguousProjectName", Shell.Run($"Get-OSProject {here.Name}").SingleError().Id());
    }

    [Fact]
    public void A_user_without_the_admin_role_gets_the_users_own_projects_and_a_warning()
    {
        Connect(Demo);

        var result = Shell.Run("Get-OSProject").MustSucceed();

        Assert.Equal([Demo.ProjectId], result.Texts("Id"));
        Assert.Contains("is not permitted to list all projects", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([Demo.ProjectId], Shell.Run("Get-OSProject demo").Texts("Id"));
        Assert.Equal("ProjectNotResolved", Shell.Run("Get-OSProject alt").SingleError().Id());
        Assert.Equal("ProjectNotResolved", Shell.Run($"Get-OSProject {Alt.ProjectId}").SingleError().Id());
    }

    [Fact]
    public async Task The_domains_of_the_project_and_of_the_user_are_known_without_permission_to_list_domains()
    {
        var user = await Tenants.AccountAsync("traveler");
        var (domainId, domain) = await Tenants.DomainAsync();
        var project = await Tenants.ProjectAsync(domainId: domainId);
        await Tenants.GrantAsync(user.UserId, project, "member");
        Shell.Set("credential", Shell.Credential(user.UserName, user.Password)).Set("project", project.Name).Set("domain", domain)
            .Set("ownProject", user.ProjectName);
        Shell.Run($"$null = Connect-OpenStack -AuthUrl {Cloud.AuthUrl} -Credential $credential -UserDomain Default "
            + "-ProjectName $project -ProjectDomain $domain").MustSucceed();

        Assert.Equal([project.Id], Shell.Run("Get-OSProject $project -ProjectDomain $domain").Texts("Id"));
        Assert.Equal([user.ProjectId], Shell.Run("Get-OSProject $ownProject -ProjectDomain Default").Texts("Id"));
        Assert.DoesNotContain(Requests(), request => request.Contains("/domains", StringComparison.Ordinal));
        Assert.Equal("DomainNotResolved", Shell.Run("Get-OSProject $ownProject -ProjectDomain other").SingleError().Id());
    }

    [Fact]
    public async Task A_missing_project_is_one_error_and_the_others_are_written()
    {
        var projects = await Tenants.ProjectsAsync(2);
        Connect(Admin);

        var result = Shell.Run($"Get-OSProject {projects[0].Id}, nowhere, {projects[1].Name}");

        Assert.Equal("nowhere", result.SingleError().TargetObject);
        Assert.Equal("ProjectNotFound", result.Errors[0].Id());
        Assert.Equal(projects.Select(project => project.Id), result.Output.Select(project => project.Text("Id")));
    }
}
