using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Sync-OSImageSharing with projects, images and steps that fail.</summary>
public sealed class SyncSharingFailureTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Fact]
    public async Task An_ID_without_a_project_is_never_added()
    {
        var image = await ImageAsync();
        Write($"id: {image.Id} => id: 0123456789abcdef0123456789abcdef; name: alt, domain: Default");
        Connect(Admin);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml");

        Assert.Equal("ProjectNotFound", result.SingleError().Id());
        Assert.Equal(With("pending", Alt.ProjectId), await MembersAsync(image));
    }

    [Fact]
    public async Task An_image_that_is_not_shared_is_an_error_and_the_others_are_changed()
    {
        var hidden = await ImageAsync(visibility: "private");
        var image = await ImageAsync();
        Write($"id: {hidden.Id} => name: alt, domain: Default", $"id: {image.Id} => name: alt, domain: Default");
        Connect(Admin);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml");

        var error = result.SingleError();
        Assert.Equal(("ImageNotShared", hidden.Id), (error.Id(), error.TargetObject));
        Assert.Contains("Set-OSImage", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([$"{Alt.ProjectId} Added"], Actions(result));
    }

    [LocalCloudFact("refuses one request of many")]
    public async Task A_failed_step_does_not_hide_completed_changes()
    {
        var (image, projects) = await SharedAsync(1);
        var missing = await Tenants.ProjectsAsync(3);
        Write($"id: {image.Id} => {string.Join("; ", missing.Select(project => $"id: {project.Id}"))}");
        Connect(Admin);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Method == "POST",
            Every = 2,
            Times = 1,
            Status = 400,
            Body = "no",
            ContentType = "text/plain",
        });

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune");

        Cloud.Local.Faults.Clear();
        Assert.Equal($"{image.Id} {missing[1].Id}", Pair(result.SingleError()));
        Assert.Equal([$"{projects[0].Id} Removed", $"{missing[0].Id} Added", $"{missing[2].Id} Added"], Actions(result));
        Assert.Equal([$"{missing[1].Id} Added"], Actions(Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed()));
    }

    [LocalCloudFact("lets Keystone omit a project, as its list_limit does")]
    public async Task A_project_that_a_limited_list_omits_is_not_removed()
    {
        var (domainId, _) = await Tenants.DomainAsync();
        var listed = await Tenants.ProjectAsync(domainId: domainId);
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, listed.Id);
        Write($"id: {image.Id} => domain: {domainId}");
        Connect(Admin);
        Cloud.Local.Faults.Add(new Fault
        {
            When = request => request.Query.Contains("domain_id=", StringComparison.Ordinal),
            Status = 200,
            ContentType = "application/json",
            Body = """{"links": {"next": null}, "projects": []}""",
        });

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune");

        Cloud.Local.Faults.Clear();
        Assert.Empty(result.MustSucceed().Output);
        Assert.Contains(result.Warnings, warning => warning.Contains("Keystone did not list it", StringComparison.Ordinal));
        Assert.Equal(With("pending", listed.Id), await MembersAsync(image));
    }
}
