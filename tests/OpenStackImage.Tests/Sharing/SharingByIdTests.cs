using System.Globalization;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Files that contain only the IDs of images: an admin session compares them without reading the images.</summary>
public sealed class SharingByIdTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Fact]
    public async Task A_comparison_sends_one_request_for_each_image()
    {
        var images = await ImagesAsync(12);
        foreach (var image in images)
        {
            await Demo.ShareAsync(image.Id, Alt);
        }

        Write([.. images.Select(image => $"id: {image.Id} => id: {Alt.ProjectId}")]);
        Connect(Admin);

        Assert.True((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet").Single().BaseObject);

        Assert.Equal(
            images.Select(image => $"GET /v2/images/{image.Id}/members 200").Order(StringComparer.Ordinal),
            Requests().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_difference_and_a_change_have_the_name_of_the_image()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"id: {image.Id} => id: {Alt.ProjectId}, status: rejected");
        Connect(Admin);

        Assert.Equal(image.Name, Shell.Run("Test-OSImageSharing sharing.yaml").Single().Text("ImageName"));
        var change = Shell.Run("Sync-OSImageSharing sharing.yaml").Single();

        Assert.Equal((image.Name, "StatusSet"), (change.Text("ImageName"), change.Text("Action")));
        Assert.Empty(Shell.Run("Sync-OSImageSharing sharing.yaml").MustSucceed().Output);
    }

    [Fact]
    public async Task Several_entries_for_one_image_are_merged()
    {
        var image = await ImageAsync();
        var projects = await Tenants.ProjectsAsync(2);
        Write(
            $"id: {image.Id} => id: {projects[0].Id}",
            $"id: {image.Id.ToUpper(CultureInfo.InvariantCulture)} => id: {projects[1].Id}, status: accepted");
        Connect(Admin);

        var result = Shell.Run("Sync-OSImageSharing sharing.yaml -Prune").MustSucceed();

        Assert.Equal(
            [$"{projects[0].Id} Added", $"{projects[1].Id} Added", $"{projects[1].Id} StatusSet"], Actions(result));
    }

    [Fact]
    public async Task Images_that_are_missing_or_not_shared_are_differences_and_errors()
    {
        var shared = await ImageAsync();
        var isPrivate = await ImageAsync(visibility: "private");
        var missing = Guid.NewGuid().ToString();
        Write(
            $"id: {missing} => id: {Alt.ProjectId}",
            $"id: {isPrivate.Id} => id: {Alt.ProjectId}",
            $"id: {missing} => id: {Demo.ProjectId}",
            $"id: {shared.Id} => id: {Alt.ProjectId}");
        Connect(Admin);

        var result = Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed();
        Assert.Equal(
            [$"ImageNotFound 3 {missing}", $"ImageNotFound 9 {missing}", $"ImageNotShared 6 {isPrivate.Id}", $"Missing 14 {shared.Id}"],
            result.Output.Select(item => $"{item.Text("Kind")} {item.Text("Line")} {item.Text("ImageId")}").Order(StringComparer.Ordinal));
        Assert.False((bool)Shell.Run("Test-OSImageSharing sharing.yaml -Quiet").Single().BaseObject);

        var errors = Shell.Run("Sync-OSImageSharing sharing.yaml").Errors;
        Assert.Equal(
            ["ImageNotFound", "ImageNotFound", "ImageNotShared"], errors.Select(error => error.Id()).Order(StringComparer.Ordinal));
        var notShared = errors.Single(error => error.Id() == "ImageNotShared");
        ErrorsPage.AssertTold(notShared, "ImageNotShared", "sharing.yaml, line 6", isPrivate.Name);
        Assert.Equal([$"{Alt.ProjectId} pending"], await MembersAsync(shared));
    }

    [Fact]
    public async Task The_owner_compares_owned_images_only()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Write($"id: {image.Id} => id: {Alt.ProjectId}");
        Connect(Alt);

        ErrorsPage.AssertTold(Shell.Run("Sync-OSImageSharing sharing.yaml").SingleError(), "NotTheOwner", Demo.ProjectId);
        Assert.Equal(["NotTheOwner"], Shell.Run("Test-OSImageSharing sharing.yaml").Texts("Kind"));
    }

    [Fact]
    public async Task A_domain_requires_the_owner_and_excludes_it()
    {
        var (domainId, name) = await Tenants.DomainAsync();
        var project = await Tenants.ProjectAsync(domainId: domainId);
        var image = await ImageAsync();
        Write($"id: {image.Id} => domain: {name}");
        Connect(Admin);

        Assert.Equal([$"Missing {project.Id} pending -"], Differences(Shell.Run("Test-OSImageSharing sharing.yaml").MustSucceed()));
        Assert.Contains($"GET /v2/images/{image.Id} 200", Requests());
    }
}
