using System.Security.Cryptography;
using OpenStackImage.LocalCloud;
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

    [LocalCloudFact("the real clouds have no http store")]
    public async Task Wait_waits_for_the_task_of_a_location()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17 });
        using var server = new DataServer([1, 2, 3]);
        var project = recent.State.Project("demo").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        var (good, bad) = (recent.State.AddImage(project, "good").Id, recent.State.AddImage(project, "bad").Id);
        var endless = recent.State.AddImage(project, "endless").Id;

        Assert.Equal("success", Shell.Run($"Add-OSImageLocation {good} {server.Data} -Wait").Single().Text("Status"));
        Assert.Equal("active", recent.State.Image(good)!.Status);
        var error = Shell.Run($"Add-OSImageLocation {bad} {server.Missing} -Wait").SingleError();
        ErrorsPage.AssertTold(error, "ImportFailed", "location_import", server.Missing, "-HashValue");
        ErrorsPage.AssertTold(
            Shell.Run($"Add-OSImageLocation {endless} {server.Never} -Wait -TimeoutSec 1").SingleError(),
            "OperationTimeout",
            "is still not added",
            "Wait-OSImage");
    }

    [LocalCloudFact("the real clouds have no http store")]
    public async Task The_hash_of_a_location_may_have_capital_digits()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18 });
        byte[] data = [1, 2, 3];
        using var server = new DataServer(data);
        var project = recent.State.Project("demo").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        var (good, bad) = (recent.State.AddImage(project, "good").Id, recent.State.AddImage(project, "bad").Id);
        // As Get-FileHash writes them.
        Shell.Set("hash", Convert.ToHexString(SHA256.HashData(data))).Set("other", Convert.ToHexString(SHA256.HashData([])));

        var task = Shell.Run($"Add-OSImageLocation {good} {server.Data} -HashValue $hash -HashAlgorithm SHA256 -Wait").Single();
        var error = Shell.Run($"Add-OSImageLocation {bad} {server.Data} -HashValue $other -HashAlgorithm SHA256 -Wait").SingleError();

        Assert.Equal("success", task.Text("Status"));
        Assert.Equal("sha256", recent.State.Image(good)!.HashAlgorithm);
        ErrorsPage.AssertTold(error, "ImportFailed", "-HashValue");
        Assert.Equal("queued", recent.State.Image(bad)!.Status);
    }

    [LocalCloudFact("the real clouds have no http store")]
    public async Task A_location_that_a_recent_Glance_refuses_is_explained()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18 });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "located").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");

        ErrorsPage.AssertExplained(
            Shell.Run($"Add-OSImageLocation {id} http://169.254.169.254/data").SingleError(), "ImportUriRefused", "import_filtering_opts");
        foreach (var hash in new[] { "zz", "ab", "ab -HashAlgorithm sha384" })
        {
            var error = Shell.Run($"Add-OSImageLocation {id} http://127.0.0.1/data -HashValue {hash}").SingleError();
            ErrorsPage.AssertTold(error, "InvalidRequest", "-HashAlgorithm");
        }

        Assert.Empty(Shell.Run($"Get-OSImageTask {id}").MustSucceed().Output);
    }

    [LocalCloudTheory("the real clouds do not show locations")]
    [InlineData(16)]
    [InlineData(17)]
    public async Task Locations_that_the_cloud_shows_are_properties_and_locations(int minor)
    {
        await using var open = await OtherCloud.StartAsync(new() { ImageApiMinor = minor });
        var id = open.State.AddImage(open.State.Project("demo").Id, "shown", configure: image =>
        {
            image.SetData(new byte[] { 1 });
            (image.Stores, image.ShowsLocations) = ("file,fast", true);
        }).Id;
        await open.ConnectAsync(Shell, "demo", "secret", "demo");

        var properties = Shell.Run($"(Get-OSImage {id}).Properties").Single();
        var locations = Shell.Run($"Get-OSImageLocation {id}").MustSucceed().Output;

        Assert.Contains($"direct_url=file:///images/{id}", properties.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["file", "fast"],
            Shell.Run($"((Get-OSImage {id}).Properties['locations'] | ConvertFrom-Json).metadata.store").MustSucceed()
                .Output.Select(store => store.ToString()));
        Assert.Equal([$"file:///images/{id}", $"fast:///images/{id}"], locations.Select(location => location.Text("Uri")));
        Assert.Equal(["store=file", "store=fast"], locations.Select(location => location.Text("Metadata")));
    }

    [LocalCloudTheory("loses a response of Image API 2.17")]
    [InlineData(502)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_location_whose_response_was_lost_is_found_by_its_new_task(int status)
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17 });
        using var server = new DataServer([1, 2, 3]);
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "located").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        recent.Faults.Add(new Fault { When = request => request.Method == "POST", Times = 1, Status = status, AfterHandling = true });

        var result = Shell.Run($"Add-OSImageLocation {id} {server.Data}");

        result.MustSucceed();
        Assert.Equal(1, recent.Log.Requests.Count(request => request.Method == "POST" && request.Service == "image"));
        Shell.Run($"while ((Get-OSImageTask {id}).IsRunning) {{ [System.Threading.Thread]::Sleep(50) }}").MustSucceed();
        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
    }

    [LocalCloudFact("loses a response of Image API 2.17")]
    public async Task A_location_that_was_added_before_is_not_the_effect_of_the_command()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 17, TaskTime = TimeSpan.FromHours(1) });
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "located").Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        Shell.Run($"Add-OSImageLocation {id} http://127.0.0.1/data").MustSucceed();
        recent.Faults.Add(new Fault { When = request => request.Method == "POST", Status = 502 });

        var result = Shell.Run($"Add-OSImageLocation {id} http://127.0.0.1/data");

        Assert.Equal("OutcomeUnknown", result.SingleError().Id());
        Assert.Empty(result.Output);
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
