using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Clouds whose Keystone limits the number of projects in a response: since OpenStack 2025.1 every cloud, at 1,000.</summary>
public sealed class LimitedProjectListTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [LocalCloudFact("starts a cloud with a low limit")]
    public async Task All_pages_of_the_projects_are_read()
    {
        await using var limited = await OtherCloud.StartAsync(new() { ImageApiMinor = 17, ListLimit = 3 });
        AddProjects(limited);
        await limited.ConnectAsync(Shell);

        var listed = Shell.Run("Get-OSProject").MustSucceed().Texts("Id");

        Assert.Equal(
            limited.State.Projects.Select(project => project.Id).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(10, Shell.Run("Get-OSProject page*").MustSucceed().Output.Count);
        var queries = Shell.Run("(Get-OpenStackRequest).Uri.Query").MustSucceed().Output.Select(query => query.ToString()).ToArray();
        Assert.Contains("?limit=1000", queries);
        Assert.All(queries.Where(query => query.Contains("marker", StringComparison.Ordinal)), query => Assert.Contains("limit", query));
    }

    [LocalCloudFact("starts a cloud with a low limit")]
    public async Task An_entry_for_a_domain_has_the_projects_of_all_pages_and_prunes_none_of_them()
    {
        await using var limited = await OtherCloud.StartAsync(new() { ImageApiMinor = 17, ListLimit = 3 });
        AddProjects(limited);
        var image = limited.State.AddImage(limited.State.Project("admin").Id, "golden").Id;
        await limited.ConnectAsync(Shell);
        Shell.Run($"Get-OSProject page* | Add-OSImageMember {image}").MustSucceed();
        Write($"id: {image} => domain: Default");

        Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();

        var members = Shell.Run($"Get-OSImageMember {image}").MustSucceed().Texts("MemberId");
        Assert.Equal(
            limited.State.Projects.Where(project => project.Name != "admin").Select(project => project.Id).Order(StringComparer.Ordinal),
            members.Order(StringComparer.Ordinal));
        Assert.True((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet").Single().BaseObject);
    }

    [LocalCloudFact("starts a cloud with a low limit")]
    public async Task A_list_that_an_older_Keystone_cuts_is_an_error_and_changes_nothing()
    {
        await using var limited = await OtherCloud.StartAsync(new() { ImageApiMinor = 16, ListLimit = 3 });
        AddProjects(limited);
        var image = limited.State.AddImage(limited.State.Project("admin").Id, "golden").Id;
        await limited.ConnectAsync(Shell);
        foreach (var project in limited.State.Projects.Where(project => project.Name != "admin"))
        {
            Shell.Run($"Add-OSImageMember {image} {project.Id}").MustSucceed();
        }

        Write($"id: {image} => domain: Default");
        var listed = Shell.Run("Get-OSProject");
        var before = Shell.Run($"Get-OSImageMember {image}").Texts("MemberId");
        var synced = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune");

        Assert.Equal(3, listed.Output.Count);
        ErrorsPage.AssertTold(listed.SingleError(), "UnexpectedAnswer", "is incomplete", "no more than 3", "list_limit");
        Assert.Contains(synced.Errors, error => error.FullText().Contains("list_limit", StringComparison.Ordinal));
        Assert.Equal(before, Shell.Run($"Get-OSImageMember {image}").Texts("MemberId"));
    }

    private static void AddProjects(OtherCloud limited)
    {
        for (var index = 0; index < 10; index++)
        {
            limited.State.AddProject($"page{index}");
        }
    }
}
