using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Imports;

namespace OpenStackImage.Tests.Locations;

/// <summary>The locations of Image API 2.17.</summary>
public sealed class LocationTests(TestCloud cloud) : CloudTests(cloud)
{
    [OlderCloudTheory(17)]
    [InlineData("Get-OSImageLocation", "Listing the locations of an image")]
    [InlineData("Add-OSImageLocation -Uri http://127.0.0.1/data -Image", "Adding a location to an image")]
    public async Task The_error_of_an_older_cloud_names_the_required_version(string command, string what)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("located"));
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Run($"{command} {id}").SingleError(), "ImageApiTooOld", $"{what} requires Image API 2.17", "this cloud has 2.16");
    }

    [LocalCloudFact("the real clouds have no http store")]
    public async Task The_owner_adds_a_location_and_the_service_reads_it()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17 });
        using var server = new DataServer([1, 2, 3]);
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "located").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");

        var task = Shell.Run($"Add-OSImageLocation {id} {server.Data}").Single();

        Assert.Equal(("location_import", id, server.Data), (task.Text("Type"), task.Text("ImageId"), task.Text("Uri")));
        Shell.Run($"while ((Get-OSImageTask {id}).IsRunning) {{ [System.Threading.Thread]::Sleep(100) }}").MustSucceed();
        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageLocation {id}").SingleError(), "RoleMissing", "service role");
        ErrorsPage.AssertExplained(Shell.Run($"Add-OSImageLocation {id} {server.Data}").SingleError(), "ImageHasData", "new image only");

        await recent.ConnectAsync(Shell, "glance", "secret", "service");
        Assert.Equal("http", Shell.Run($"Get-OSImageLocation {id}").Single().Text("Store"));
    }

    [RecentCloudFact(17, localLacks: "another test has its own cloud of that version")]
    public async Task Only_services_list_locations_and_users_need_an_http_store_to_add_one()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("located"));
        Connect(Demo);

        ErrorsPage.AssertExplained(Shell.Run($"Get-OSImageLocation {id}").SingleError(), "RoleMissing", "service role");
        ErrorsPage.AssertExplained(
            Shell.Run($"Add-OSImageLocation {id} http://127.0.0.1/data").SingleError(), "StoreNotFound", "Import-OSImage");
        await Demo.UploadAsync(id, [1, 2, 3]);
        ErrorsPage.AssertExplained(
            Shell.Run($"Add-OSImageLocation {id} http://127.0.0.1/data").SingleError(), "ImageHasData", "new image only");
    }

    [LocalCloudFact("starts its own cloud of Image API 2.17")]
    public async Task Users_cannot_add_a_URL_that_is_not_http()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17 });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "located").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");

        ErrorsPage.AssertExplained(Shell.Run($"Add-OSImageLocation {id} rbd://pool/data").SingleError(), "StoreNotFound", "Import-OSImage");
        Assert.StartsWith(
            "What if: Add location rbd://pool/data to image",
            Assert.Single(Shell.Show($"Add-OSImageLocation {id} rbd://pool/data -WhatIf")),
            StringComparison.Ordinal);
    }
}
