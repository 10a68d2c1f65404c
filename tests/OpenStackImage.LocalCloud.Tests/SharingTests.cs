using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Which images each project sees in which list.</summary>
public sealed class SharingTests : CloudTest
{
    [Theory]
    [InlineData("demo", "", "private shared public accepted")]
    [InlineData("demo", "?member_status=pending", "private shared public pending")]
    [InlineData("demo", "?member_status=all", "private shared public accepted pending rejected")]
    [InlineData("demo", "?visibility=shared", "shared accepted")]
    [InlineData("demo", "?visibility=shared&member_status=rejected", "shared rejected")]
    [InlineData("demo", "?visibility=community", "community")]
    [InlineData("demo", "?visibility=all", "private shared public accepted community")]
    [InlineData("demo", "?os_hidden=true", "hidden")]
    [InlineData("demo", "?name=in:shared,public,pending", "shared public")]
    [InlineData("demo", "?tag=a&tag=b", "shared")]
    [InlineData("demo", "?os_distro=debian", "shared")]
    [InlineData("demo", "?size_min=100", "shared")]
    [InlineData("demo", "?created_at=lt:2000-01-01T00:00:00Z", "")]
    [InlineData("demo", "?bogus=1", "")]
    [InlineData("admin", "", "private shared public accepted pending rejected")]
    [InlineData("admin", "?visibility=all&member_status=rejected", "private shared public accepted pending rejected community")]
    [InlineData("alt", "", "accepted pending rejected public community")]
    public async Task A_list_contains_the_images_that_the_user_can_see(string user, string query, string names)
    {
        Seed();
        var response = await Cloud.SendAsync("GET", "/image/v2/images" + query, await Cloud.TokenAsync(user));
        var listed = JsonDocument.Parse(response.Body).RootElement.GetProperty("images").EnumerateArray()
            .Select(image => image.GetProperty("name").GetString()!);
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), listed.Order());
    }

    [Fact]
    public async Task A_pending_or_rejected_image_is_found_by_ID()
    {
        Seed();
        var token = await Cloud.TokenAsync("demo");
        foreach (var image in Cloud.State.Images.Where(image => image.Name is "pending" or "rejected"))
        {
            Assert.Equal(200, (await Cloud.SendAsync("GET", $"/image/v2/images/{image.Id}", token)).Status);
        }
    }

    [Fact]
    public async Task A_project_that_is_added_again_is_pending_again()
    {
        var id = Add("demo", "again");
        var (demo, alt) = (await Cloud.TokenAsync("demo"), await Cloud.TokenAsync("alt"));
        var project = Cloud.State.Project("alt").Id;
        var members = $"/image/v2/images/{id}/members";
        await Cloud.SendAsync("POST", members, demo, $$"""{"member": "{{project}}"}""");
        await Cloud.SendAsync("PUT", $"{members}/{project}", alt, """{"status": "accepted"}""");
        Assert.Equal("accepted", Assert.Single(Cloud.State.Members(id)).Status);
        await Cloud.SendAsync("DELETE", $"{members}/{project}", demo);
        await Cloud.SendAsync("POST", members, demo, $$"""{"member": "{{project}}"}""");
        Assert.Equal("pending", Assert.Single(Cloud.State.Members(id)).Status);
    }

    [Fact]
    public async Task One_of_several_equal_concurrent_adds_succeeds()
    {
        var id = Add("demo", "race");
        var token = await Cloud.TokenAsync("demo");
        var adds = Enumerable.Range(0, 8)
            .Select(_ => Cloud.SendAsync("POST", $"/image/v2/images/{id}/members", token, """{"member": "someone"}"""));
        var statuses = (await Task.WhenAll(adds)).Select(response => response.Status).Order();
        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], statuses);
        Assert.Single(Cloud.State.Members(id));
    }

    private void Seed()
    {
        var demo = Cloud.State.Project("demo").Id;
        Add("demo", "private", "private");
        Cloud.State.UpdateImage(Add("demo", "shared"), image =>
        {
            image.Tags.Add("a");
            image.Tags.Add("b");
            image.Properties["os_distro"] = "debian";
            image.Size = 100;
        });
        Cloud.State.UpdateImage(Add("demo", "hidden"), image => image.IsHidden = true);
        Add("admin", "public", "public");
        Add("alt", "community", "community");
        foreach (var status in (string[])["accepted", "pending", "rejected"])
        {
            Cloud.State.AddMember(Add("alt", status), demo, status);
        }
    }
}
