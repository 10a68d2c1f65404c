using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ServiceInfo;

/// <summary>Import methods, stores, and the versions that the cmdlets require.</summary>
public sealed class DiscoveryTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public void The_import_methods_are_read()
    {
        Connect(Demo);

        Assert.Equal(
            ["glance-direct", "web-download", "copy-image", "glance-download"],
            Shell.Run("Get-OSImageImportInfo").Single().Value<IEnumerable<string>>("Methods"));
        Assert.Equal(["GET /v2/info/import 200"], Requests());
    }

    [Fact]
    public void The_stores_are_read_and_one_is_the_default()
    {
        Connect(Demo);

        Assert.Equal(
            ["file True", "fast False"],
            Shell.Run("Get-OSImageStore").MustSucceed().Output.Select(store => $"{store.Text("Id")} {store.Text("IsDefault")}"));
        Assert.Equal(["GET /v2/info/stores 200"], Requests());
    }

    [Fact]
    public void An_admin_reads_the_details_of_stores()
    {
        Connect(Admin);

        var stores = Shell.Run("Get-OSImageStore -Detail; Get-OSImageStore -Detail").MustSucceed().Output;

        Assert.Equal(["file", "file", "file", "file"], stores.Select(store => store.Text("Type")));
        Assert.All(
            stores,
            store => Assert.EndsWith(
                store.Text("Id")!, store.Value<IReadOnlyDictionary<string, string>>("Properties")["data_dir"], StringComparison.Ordinal));

        // The versions are read once.
        var requests = Requests();
        Assert.EndsWith(" 300", requests[0], StringComparison.Ordinal);
        Assert.Equal(["GET /v2/info/stores/detail 200", "GET /v2/info/stores/detail 200"], requests[1..]);
    }

    [Fact]
    public void Other_users_cannot_read_the_details_of_stores()
    {
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageStore -Detail").SingleError(), "AdminRequired", "Omit -Detail");
    }

    [Fact]
    public void Stores_and_methods_are_shown_in_tables()
    {
        Connect(Admin);

        Assert.Contains(
            "file True",
            string.Join(
                '\n',
                Shell.Show("Get-OSImageStore").Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
            StringComparison.Ordinal);
    }

    [LocalCloudFact("a real one has several stores or is another one")]
    public async Task A_single_store_without_a_name_is_StoresNotEnabled()
    {
        await using var other = await OtherCloud.StartAsync(new() { HasStores = false });
        await other.ConnectAsync(Shell);

        ErrorsPage.AssertExplained(Shell.Run("Get-OSImageStore").SingleError(), "StoresNotEnabled", "a single store");
    }

    [LocalCloudFact("a real one has one version")]
    public async Task The_error_of_an_older_cloud_names_the_required_version()
    {
        await using var other = await OtherCloud.StartAsync(new() { ImageApiMinor = 13 });
        await other.ConnectAsync(Shell);

        var error = Shell.Run("Get-OSImageStore -Detail").SingleError();

        ErrorsPage.AssertTold(error, "ImageApiTooOld", "requires Image API 2.15", "this cloud has 2.13");
        Assert.Equal(("2.15", "2.13"), (Version(error, "NeededVersion"), Version(error, "PresentVersion")));
    }

    [LocalCloudFact("the request is counted")]
    public void A_session_that_used_discovery_does_not_read_the_versions_again()
    {
        Connect(Admin, "-Discover");
        var before = Shell.Run("Get-OpenStackRequest").Output.Count;

        Shell.Run("Get-OSImageStore -Detail").MustSucceed();

        Assert.Equal(["GET /v2/info/stores/detail 200"], Requests(before));
    }

    private static string? Version(ErrorRecord error, string property) => PSObject.AsPSObject(error.Exception).Text(property);
}
