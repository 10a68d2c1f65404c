using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Lists of images that have several pages.</summary>
public sealed class ImagePageTests(TestCloud cloud) : CloudTests(cloud)
{
    [LocalCloudFact("needs more images than a page holds")]
    public async Task A_list_of_several_pages_is_read_completely_and_in_order()
    {
        await using var paged = await PagedCloudAsync(images: 650, pageSize: 300);

        var images = Shell.Run("Get-OSImage").MustSucceed();

        Assert.Equal(paged.State.Images.Select(image => image.Id), images.Texts("Id"));
        Assert.Equal(3, paged.Log.Count);
        Assert.Equal("/image/v2/images?limit=1000", paged.Log.Requests[0].PathAndQuery);
        Assert.All(paged.Log.Requests.Skip(1), request => Assert.Contains("marker=", request.PathAndQuery, StringComparison.Ordinal));
    }

    [LocalCloudFact("needs more images than a page holds")]
    public async Task Select_Object_First_requests_no_further_page()
    {
        await using var paged = await PagedCloudAsync(images: 50, pageSize: 5);

        var first = Shell.Run("do { Get-OSImage | ForEach-Object { $_; break } } while ($false)").Single();

        Assert.Equal(paged.State.Images[0].Id, first.Text("Id"));
        Assert.Equal(1, paged.Log.Count);
        Shell.Run($"Get-OSImage {paged.State.Images[0].Id}").MustSucceed();
        Assert.Equal(2, paged.Log.Count);
    }

    [LocalCloudFact("sends links that lead astray")]
    public async Task A_next_link_to_another_host_is_refused_and_not_followed()
    {
        await using var otherHost = await CloudServer.StartAsync();
        var page = $$"""{"images": [], "next": "{{otherHost.ImageUri}}/v2/images?marker=1"}""";
        Connect(Demo);
        RespondWith(page, times: 1);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal("RedirectRefused", error.Id());
        Assert.Equal(ErrorCategory.SecurityError, error.Category());
        Assert.Equal(0, otherHost.Log.Count);
    }

    [LocalCloudFact("sends links that lead astray")]
    public void An_endless_list_ends_with_an_error()
    {
        const string Page = """{"images": [], "next": "/v2/images?marker=1"}""";
        Connect(Demo);
        RespondWith(Page, times: 5);

        var error = Shell.Run("Get-OSImage").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("UnexpectedAnswer", error.Id());
        Assert.Equal(2, Requests().Length);
    }

    /// <summary>Makes the next lists of images this page.</summary>
    private void RespondWith(string page, int times) => Cloud.Local.Faults.Add(new Fault
    {
        When = request => request.Path == "/v2/images",
        Times = times,
        Status = 200,
        Body = page,
        ContentType = "application/json",
    });

    /// <summary>A separate cloud with pages of shared images, to which the shell is connected; its log is empty.</summary>
    private async Task<CloudServer> PagedCloudAsync(int images, int pageSize)
    {
        var paged = await CloudServer.StartAsync(new CloudOptions { ApiLimitMax = pageSize });
        var owner = paged.State.Project("demo").Id;
        for (var i = 0; i < images; i++)
        {
            paged.State.AddImage(owner, $"image-{i:D4}");
        }

        Shell.Connect(paged.IdentityUri, Demo);
        paged.Log.Clear();
        return paged;
    }

    [Fact]
    public async Task A_list_continues_after_a_marker()
    {
        var name = TestCloud.Name("marked");
        string[] ids = [await Demo.CreateImageAsync(name), await Demo.CreateImageAsync(name), await Demo.CreateImageAsync(name)];
        Connect(Demo);
        var sorted = ids.Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(sorted[1..], Shell.Run($"Get-OSImage -Name '{name}' -Sort Id -Marker {sorted[0]}").Texts("Id"));
        Assert.Equal(
            sorted[2..],
            Shell.Set("name", name)
                .Run("$two = Get-OSImage -Name $name -Sort Id -First 2; Get-OSImage -Name $name -Sort Id -Marker $two[1]").Texts("Id"));
        Assert.Empty(Shell.Run($"Get-OSImage -Name '{name}' -Sort Id -Marker {sorted[2]}").MustSucceed().Output);
        ErrorsPage.AssertExplained(
            Shell.Run($"Get-OSImage -Name '{name}' -Marker {Guid.NewGuid()}").SingleError(), "ImageNotFound");
        ErrorsPage.AssertTold(
            Shell.Run($"Get-OSImage -WithId {sorted[0]} -Marker {sorted[0]}").MustTerminate(), "InvalidParameters", "-WithId");
    }
}
