using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Cache;

/// <summary>The API servers that have cached an image: Get-OSImageCache -AllNodes.</summary>
public sealed class CacheNodeTests(TestCloud cloud) : CacheWaitTests(cloud)
{
    [LocalCloudFact("starts its own cloud of Image API 2.18")]
    public async Task The_nodes_that_have_cached_an_image_are_listed()
    {
        string[] nodes = ["http://glance-1:9292", "http://glance-2:9292"];
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18, TaskTime = TimeSpan.Zero, CacheNodes = nodes });
        var owner = recent.State.Project("demo").Id;
        var id = recent.State.AddImage(owner, "cached", configure: image => image.SetData(new byte[7])).Id;
        recent.State.AddImage(owner, "other", configure: image => image.SetData(new byte[7]));
        await recent.ConnectAsync(Shell);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();

        var found = Shell.Run("Get-OSImage cached, other | Get-OSImageCache -AllNodes").MustSucceed().Output;

        Assert.Equal(nodes.Select(node => (id, "cached", node)), found.Select(
            node => (node.Text("ImageId")!, node.Text("ImageName")!, node.Text("Node")!)));
        Assert.Equal(nodes, Shell.Run("Get-OSImageCache cached -AllNodes").Texts("Node"));
        ErrorsPage.AssertExplained(
            Shell.Run($"Get-OSImageCache {Guid.NewGuid()} -AllNodes").SingleError(), "ImageNotFound");
    }

    [LocalCloudFact("starts its own cloud of Image API 2.18")]
    public async Task A_cloud_whose_nodes_have_separate_caches_is_an_error()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18 });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "cached", configure: image => image.SetData(new byte[7])).Id;
        await recent.ConnectAsync(Shell);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageCache {id} -AllNodes").SingleError(), "CacheNotCentralized");
        await recent.ConnectAsync(Shell, "demo", CloudAccount.UserPassword, "demo");
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageCache {id} -AllNodes").SingleError(), "AdminRequired");
    }

    [RecentCloudFact(18, localLacks: "other tests have their own cloud of that version")]
    public async Task A_cached_image_stays_below_the_limit_of_the_cache_and_its_node_is_listed()
    {
        var id = await Demo.CreateActiveImageAsync("cache");
        Connect(Admin);
        Shell.Run($"Add-OSImageCache {id}").MustSucceed();
        WaitUntil($"Get-OSImageCache {id} -State cached");

        Shell.Run("Clear-OSImageCache -Clean").MustSucceed();
        var pruned = Shell.Run("Clear-OSImageCache -Prune").Single();
        var node = Shell.Run($"Get-OSImageCache {id} -AllNodes").Single();

        Assert.Equal((0L, 0L), (pruned.Value<long>("Files"), pruned.Value<long>("Bytes")));
        Assert.Equal(id, node.Text("ImageId"));
        Assert.Equal(Demo.ImageEndpoint.Authority, new Uri(node.Text("Node")!).Authority);
        Shell.Run($"Remove-OSImageCache {id}").MustSucceed();
        Assert.Empty(Shell.Run($"Get-OSImageCache {id} -AllNodes").MustSucceed().Output);
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageCache {Guid.NewGuid()} -AllNodes").SingleError(), "ImageNotFound");
        Connect(Demo);
        ErrorsPage.AssertExplained(Shell.Run("Clear-OSImageCache -Prune").SingleError(), "AdminRequired");
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageCache {id} -AllNodes").SingleError(), "AdminRequired");
    }

    [LocalCloudTheory("sends responses of a Glance that does not exist")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"node\": \"a\"}]")]
    [InlineData("")]
    public async Task A_response_that_is_not_a_list_of_nodes_is_an_error(string body)
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18, CacheNodes = [] });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "cached", configure: image => image.SetData(new byte[7])).Id;
        await recent.ConnectAsync(Shell);
        recent.Faults.Add(new Fault
        {
            When = request => request.Path.Contains("/nodes/", StringComparison.Ordinal),
            Status = 200,
            Body = body,
            ContentType = "application/json",
        });

        Assert.Equal("UnexpectedAnswer", Shell.Run($"Get-OSImageCache {id} -AllNodes").SingleError().Id());
    }
}
