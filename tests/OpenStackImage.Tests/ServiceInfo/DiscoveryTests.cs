using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ServiceInfo;

/// <summary>What a cloud tells of itself: import methods, stores, and what a version needs.</summary>
public sealed class DiscoveryTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void The_import_methods()
    {
        Connect(Demo);

        Assert.Equal(["glance-direct", "web-download", "copy-image", "glance-download"], Shell.Run("Get-OSImageImportInfo").Single().Value<IEnumerable<string>>("Methods"));
        Assert.Equal(["GET /v2/info/import 200"], Requests());
    }

    [Fact]
    public void The_stores_and_which_is_the_default()
    {
        Connect(Demo);

        Assert.Equal(["file True", "fast False"], Shell.Run("Get-OSImageStore").MustSucceed().Output.Select(store => $"{store.Text("Id")} {store.Text("IsDefault")}"));
        Assert.Equal(["GET /v2/info/stores 200"], Requests());
    }

    [Fact]
    public void The_detail_of_stores_for_an_admin()
    {
        Connect(Admin);

        var stores = Shell.Run("Get-OSImageStore -Detail; Get-OSImageStore -Detail").MustSucceed().Output;

        Assert.Equal(["file", "file", "file", "file"], stores.Select(store => store.Text("Type")));
        Assert.All(stores, store => Assert.EndsWith(store.Text("Id")!, store.Value<IReadOnlyDictionary<string, string>>("Properties")["data_dir"], StringComparison.Ordinal));

        // The versions are read once.
        var requests = Requests();
        Assert.EndsWith(" 300", requests[0], StringComparison.Ordinal);
        Assert.Equal(["GET /v2/info/stores/detail 200", "GET /v2/info/stores/detail 200"], requests[1..]);
    }

    [Fact]
    public void The_detail_of_stores_for_anybody_else()
    {
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageStore -Detail").SingleError(), "AdminRequired", "Leave -Detail out");
    }

    [Fact]
    public void The_views()
    {
        Connect(Admin);

        Assert.Contains("file True", string.Join('\n', Shell.Show("Get-OSImageStore").Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))), StringComparison.Ordinal);
    }

    [LocalCloudFact("a real one has several stores or is another one")]
    public async Task A_cloud_with_a_single_store()
    {
        await using var other = await OtherCloud.StartAsync(new() { HasStores = false });
        await other.ConnectAsync(Shell);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageStore").SingleError(), "StoresNotEnabled", "a single store");
    }

    [LocalCloudFact("a real one has one version")]
    public async Task A_cloud_that_is_too_old()
    {
        await using var other = await OtherCloud.StartAsync(new() { ImageApiMinor = 13 });
        await other.ConnectAsync(Shell);

        var error = Shell.Run("Get-OSImageStore -Detail").SingleError();

        ErrorsPage.AssertTold(error, "ImageApiTooOld", "needs Image API 2.15", "this cloud has 2.13");
        Assert.Equal(("2.15", "2.13"), (Version(error, "NeededVersion"), Version(error, "PresentVersion")));
    }

    [LocalCloudFact("the request is counted")]
    public void A_session_that_has_discovered_knows_the_versions_already()
    {
        Connect(Admin, "-Discover");
        var before = Shell.Run("Get-OpenStackRequest").Output.Count;

        Shell.Run("Get-OSImageStore -Detail").MustSucceed();

        Assert.Equal(["GET /v2/info/stores/detail 200"], Requests(before));
    }

    private static string? Version(ErrorRecord error, string property) => PSObject.AsPSObject(error.Exception).Text(property);
}
