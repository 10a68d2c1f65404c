using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Members;

/// <summary>Get-OSImageMember -ResolveName: names in addition to the IDs, with one lookup per project.</summary>
public sealed class ResolveNameTests(TestCloud cloud) : SharingTests(cloud)
{
    [Fact]
    public async Task The_names_are_added_to_the_IDs()
    {
        var image = await ImageAsync();
        var (domainId, domainName) = await Tenants.DomainAsync();
        var project = await Tenants.ProjectAsync(domainId: domainId);
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);

        var member = Shell.Run($"Get-OSImageMember {image.Id} -ResolveName").Single();

        Assert.Equal([$"{image.Id} {project.Id}"], Pairs([member]));
        Assert.Equal(
            (image.Name, project.Name, domainName), (member.Text("ImageName"), member.Text("MemberName"), member.Text("MemberDomain")));
    }

    [Fact]
    public async Task Each_project_and_domain_is_looked_up_once_for_any_number_of_rows()
    {
        var images = await ImagesAsync(4);
        var projects = await Tenants.ProjectsAsync(3);
        foreach (var image in images)
        {
            foreach (var project in projects)
            {
                await Demo.ShareAsync(image.Id, project.Id);
            }
        }

        Connect(Admin);
        Shell.Set("images", images.Select(image => image.Name).ToArray());

        Assert.Equal(12, Shell.Run("$images | Get-OSImageMember -ResolveName").MustSucceed().Output.Count);

        Assert.Equal(
            projects.Select(project => $"GET /v3/projects/{project.Id} 200").Append("GET /v3/domains/default 200")
                .Order(StringComparer.Ordinal),
            Requests().Where(request => request.Contains("/v3/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_who_cannot_read_projects_sees_the_name_of_the_users_project_and_the_IDs_of_the_others()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(image.Id, Demo);
        Connect(Demo);

        var members = Shell.Run($"Get-OSImageMember {image.Id} -ResolveName").MustSucceed()
            .Output.ToDictionary(member => member.Text("MemberId")!);

        Assert.Equal(
            (image.Name, null, null),
            (
                members[Alt.ProjectId].Text("ImageName"),
                members[Alt.ProjectId].Text("MemberName"),
                members[Alt.ProjectId].Text("MemberDomain")));
        Assert.Equal(("demo", "Default"), (members[Demo.ProjectId].Text("MemberName"), members[Demo.ProjectId].Text("MemberDomain")));
    }

    [Fact]
    public async Task A_project_that_may_not_be_read_is_requested_once_per_command()
    {
        var image = await ImageAsync();
        var other = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        await Demo.ShareAsync(other.Id, Alt);
        Connect(Demo);

        Assert.Equal(2, Shell.Run($"Get-OSImageMember {image.Id}, {other.Id} -ResolveName").MustSucceed().Output.Count);

        Assert.Single(Requests(), request => request.Contains("/v3/projects/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_is_not_a_project_keeps_its_row_without_a_name()
    {
        var image = await ImageAsync();
        var gone = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, gone.Id);
        await Demo.ShareAsync(image.Id, "no-such-project");
        await Demo.ShareAsync(image.Id, "../x?y#z");
        await Tenants.DeleteProjectAsync(gone.Id);
        Connect(Admin);

        var members = Shell.Run($"Get-OSImageMember {image.Id} -ResolveName").MustSucceed().Output;

        Assert.Equal(new[] { gone.Id, "no-such-project", "../x?y#z" }.Order(), members.Select(member => member.Text("MemberId")).Order());
        Assert.All(members, member => Assert.Null(member.Get("MemberName")));
        Assert.Equal([$"GET /v3/projects/{gone.Id} 404"], Requests().Where(request => request.Contains("/v3/", StringComparison.Ordinal)));
    }

    [LocalCloudFact("makes Identity fail")]
    public async Task No_failure_of_Identity_fails_the_list()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Service == "identity",
                Status = 400,
                Body = "<html>no</html>",
                ContentType = "text/html",
            });

        var member = Shell.Run($"Get-OSImageMember {image.Id} -ResolveName").Single();

        Cloud.Local.Faults.Clear();
        Assert.Equal((Alt.ProjectId, null), (member.Text("MemberId"), member.Text("MemberName")));
    }

    [Fact]
    public async Task The_table_has_the_names_and_the_IDs()
    {
        var image = await ImageAsync(name: TestCloud.Name("i"));
        var project = await Tenants.ProjectAsync(name: $"p{Guid.NewGuid():N}"[..9]);
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);

        var lines = Shell.Show($"Get-OSImageMember {image.Id} -ResolveName");

        Assert.Equal(
            ["ImageName", "MemberName", "Status", "ImageId", "MemberId"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            $"{image.Name} {project.Name} pending {image.Id} {project.Id}".Split(' '),
            Assert.Single(lines.Skip(2)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Members_with_names_can_be_piped_into_another_cmdlet()
    {
        var image = await ImageAsync();
        var project = await Tenants.ProjectAsync();
        await Demo.ShareAsync(image.Id, project.Id);
        Connect(Admin);

        Shell.Run($"Get-OSImageMember {image.Id} -ResolveName | Remove-OSImageMember").MustSucceed();

        Assert.Empty(await MembersAsync(image));
    }
}
