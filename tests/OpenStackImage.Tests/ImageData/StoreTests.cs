using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>-Store: into which store data is uploaded, and from which it is downloaded.</summary>
public sealed class StoreTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public void A_new_image_is_stored_in_the_specified_store()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("name", TestCloud.Name("fast"));

        var image = Shell.Run("New-OSImage $name $path -Store fast").Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal(("active", "fast"), (image.Text("Status"), image.Text("Stores")));
    }

    [Fact]
    public async Task Image_data_is_stored_in_the_specified_store()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("fast"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));

        Assert.Equal(
            $"What if: Send '{InFolder("disk.img")}' as the data of image '{Shell.Run($"Get-OSImage {id}").Single().Text("Name")}' ({id}) "
                + "into store 'fast'.",
            Assert.Single(Shell.Show($"Get-OSImage {id} | Send-OSImageData -Path $path -Store fast -WhatIf")));
        Assert.Equal("fast", Shell.Run($"Send-OSImageData {id} $path -Store fast -PassThru").Single().Text("Stores"));
    }

    [Fact]
    public async Task An_unknown_store_is_an_error_before_any_data_is_sent()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("unknown store"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000)));

        foreach (var command in new[] { $"Send-OSImageData {id} $path -Store nosuch", "New-OSImage x $path -Store nosuch" })
        {
            ErrorsPage.AssertTold(
                Shell.Run(command).SingleError(), "StoreNotFound", "Store 'nosuch' does not exist. Nothing was sent.", "file", "fast");
        }

        Assert.DoesNotContain(Requests(), request => request.StartsWith("P", StringComparison.Ordinal));
        ErrorsPage.AssertTold(Shell.Run("New-OSImage x $path -Store ../x").MustTerminate(), "StoreNotFound", "not a valid store ID");
    }

    [LocalCloudFact("starts a cloud with a single store")]
    public async Task A_store_is_an_error_on_a_cloud_with_a_single_store()
    {
        await using var single = await OtherCloud.StartAsync(new() { HasStores = false });
        await single.ConnectAsync(Shell);
        Shell.Set("path", MakeFile(Bytes(1000)));

        ErrorsPage.AssertExplained(
            Shell.Run("New-OSImage x $path -Store fast").SingleError(), "StoresNotEnabled", "Do not specify a store");
        Assert.DoesNotContain(single.State.Images, image => image.Name == "x");
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_applied_is_refused()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("refused"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(10)));

        foreach (var command in new[]
        {
            "New-OSImage x $path -Store fast, file", $"Send-OSImageData {id} $path -Store fast, file",
            $"Send-OSImageData {id} $path -Stage -Store fast", $"Send-OSImageData {id} $path -Stage -SkipIfUnchanged",
            "New-OSImage x -Store fast", "New-OSImage x -Import", "New-OSImage x -SkipIfUnchanged", "New-OSImage x -Uri http://127.0.0.1/",
            "New-OSImage x -Uri http://127.0.0.1/ -DiskFormat raw -SkipIfUnchanged",
            "New-OSImage x -Uri http://127.0.0.1/ -DiskFormat raw -SkipFormatCheck",
        })
        {
            ErrorsPage.AssertTold(Shell.Run(command).MustTerminate(), "InvalidParameters");
        }

        Assert.Empty(Requests());
    }

    [LocalCloudFact("logs headers")]
    public async Task The_size_of_data_is_sent_if_it_is_known()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("sized"));
        var staged = await Demo.CreateImageAsync(TestCloud.Name("sized"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(1000))).Set("chunks", Bytes(1000).Chunk(300).ToArray());
        Cloud.Local.Log.Clear();

        Shell.Run($"Send-OSImageData {id} $path; Send-OSImageData {staged} $path -Stage").MustSucceed();
        Shell.Run("$chunks | New-OSImage sized").MustSucceed();

        var puts = Cloud.Local.Log.Requests.Where(request => request.Method == "PUT").ToArray();
        Assert.Equal(["1000", "1000", null], puts.Select(put => put.Headers.GetValueOrDefault("x-openstack-image-size")));
    }

    [Fact]
    public async Task A_download_from_a_store_that_does_not_have_the_image_is_refused()
    {
        var id = await FilledAsync(Bytes(1000));
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));

        ErrorsPage.AssertTold(
            Shell.Run($"Save-OSImage {id} $path -Store nosuch").SingleError(), "StoreNotFound", "is not in 'nosuch'; it is in 'file'");
        Assert.False(File.Exists(InFolder("saved.img")));
    }

    [OlderCloudFact(18)]
    public async Task A_Glance_that_ignores_the_preferred_store_is_detected_before_the_download()
    {
        var id = await FilledAsync(Bytes(1000));
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));

        var error = Shell.Run($"Save-OSImage {id} $path -Store file").SingleError();

        ErrorsPage.AssertTold(error, "StorePreferenceIgnored", "Nothing was downloaded", "Omit -Store");
        ErrorsPage.AssertTold(
            Shell.Run($"Save-OSImage {id} -AsByteStream -Store file").MustTerminate(), "StorePreferenceIgnored");
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [LocalCloudFact("starts a cloud of the release after 2026.1")]
    public async Task A_recent_Glance_reads_from_the_preferred_store()
    {
        await using var recent = await OtherCloud.StartAsync(new() { ImageApiMinor = 18 });
        var bytes = Bytes(1000);
        var id = recent.State.AddImage(recent.State.Project("demo").Id, "both", configure: image =>
        {
            image.SetData(bytes);
            image.Stores = "file,fast";
        }).Id;
        await recent.ConnectAsync(Shell, "demo", "secret", "demo");
        Shell.Set("path", InFolder("saved.img"));

        Shell.Run($"Save-OSImage {id} $path -Store fast, file").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("saved.img")));
        Assert.Contains(
            Shell.Run("(Get-OpenStackRequest).Uri").MustSucceed().Output.Select(uri => ((Uri)uri.BaseObject).Query),
            query => Uri.UnescapeDataString(query) == "?prefer=fast,file");
    }

    [RecentCloudFact(18, localLacks: "another test has its own cloud of that version")]
    public async Task The_cloud_reads_from_each_store_that_has_the_image()
    {
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes);
        Connect(Admin);
        Shell.Run($"Import-OSImage {id} -Method copy-image -Store fast -Wait").MustSucceed();
        Connect(Demo);

        foreach (var store in new[] { "fast", "file", "fast, file" })
        {
            Shell.Set("path", InFolder($"{store}.img")).Run($"Save-OSImage {id} $path -Store {store}").MustSucceed();
            Assert.Equal(bytes, File.ReadAllBytes(InFolder($"{store}.img")));
        }

        Assert.Equal(
            ["fast", "file", "fast,file"],
            Shell.Run("(Get-OpenStackRequest).Uri").MustSucceed().Output
                .Select(uri => Uri.UnescapeDataString(((Uri)uri.BaseObject).Query))
                .Where(query => query.StartsWith("?prefer=f", StringComparison.Ordinal)).Select(query => query["?prefer=".Length..]));
    }
}
