using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>Import-OSImage with each method, its progress and its output.</summary>
public sealed class ImportImageTests(TestCloud cloud) : ImportTests(cloud)
{
    [Fact]
    public async Task Staged_data_becomes_the_image_data()
    {
        var id = await StagedAsync();
        Connect(Demo);

        var task = Shell.Run($"Import-OSImage {id} -Wait").Single();

        Assert.Equal(("success", id, "glance-direct"), (task.Text("Status"), task.Text("ImageId"), task.Text("Method")));
        var image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(("active", Data.Length), (image.Text("Status"), image.Value<long>("Size")));
    }

    [Fact]
    public async Task The_data_at_a_URI_becomes_the_image_data_in_all_stores()
    {
        using var server = new DataServer(Data);
        var id = await Demo.CreateImageAsync(TestCloud.Name("web"));
        Connect(Demo);

        var task = Shell.Run($"Import-OSImage {id} {server.Data} -AllStores -Wait").Single();

        Assert.Equal(("success", "web-download", server.Data), (task.Text("Status"), task.Text("Method"), task.Text("Uri")));
        var image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(("active", "fast file"), (image.Text("Status"), Stores(image)));
    }

    [Fact]
    public async Task An_image_of_another_region_becomes_the_image_data()
    {
        var source = await Demo.CreateActiveImageAsync("active", Data);
        var id = await Demo.CreateImageAsync(TestCloud.Name("remote"));
        Connect(Demo);

        var task = Shell.Run($"Import-OSImage {id} -RemoteImage {source} -RemoteRegion RegionOne -Wait").Single();

        Assert.Equal(("success", "glance-download"), (task.Text("Status"), task.Text("Method")));
        Assert.Equal(Data.Length, Shell.Run($"Get-OSImage {id}").Single().Value<long>("Size"));
    }

    [Fact]
    public async Task An_admin_copies_an_image_into_a_further_store()
    {
        var id = await Demo.CreateActiveImageAsync("active", Data);
        Connect(Admin);

        Shell.Run($"Import-OSImage {id} -Method copy-image -Store fast -Wait").MustSucceed();

        Assert.Equal("fast file", Stores(Shell.Run($"Get-OSImage {id}").Single()));
    }

    [Fact]
    public async Task Images_from_the_pipeline_are_imported_concurrently_and_written_in_order()
    {
        string[] ids = [await StagedAsync(), await StagedAsync(), await StagedAsync()];
        Connect(Demo);

        Assert.Equal(ids, Shell.Set("ids", ids).Run("$ids | Get-OSImage | Import-OSImage -Wait").Texts("ImageId"));
    }

    [Fact]
    public async Task WhatIf_describes_the_import_and_sends_no_request()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("whatif"));
        Connect(Demo);

        var shown = Shell.Show($"Import-OSImage {id} http://127.0.0.1/data -Store fast, file -WhatIf");

        Assert.Equal($"What if: Import into image {id} by web-download from http://127.0.0.1/data, into fast, file.", Assert.Single(shown));
        Assert.Empty(Requests());
    }

    [Fact]
    public async Task A_failed_import_shows_the_message_of_its_task_and_what_to_check()
    {
        using var server = new DataServer(Data);
        var id = await Demo.CreateImageAsync(TestCloud.Name("missing"));
        Connect(Demo);

        var error = Shell.Run($"Import-OSImage {id} {server.Missing} -Wait").SingleError();

        ErrorsPage.AssertTold(
            error, "ImportFailed", "Task failed due to Internal Error. It was not imported",
            "web-download", server.Missing, "into store file", "is 'queued'");
        Assert.Equal(id, error.TargetObject);
        Assert.Equal("failure", PSObject.AsPSObject(PSObject.AsPSObject(error.Exception).Get("Task")).Text("Status"));
    }

    [Fact]
    public async Task A_failed_import_from_another_region_shows_where_to_check()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("nowhere"));
        Connect(Demo);

        var error = Shell.Run($"Import-OSImage {id} -RemoteImage {Guid.NewGuid()} -RemoteRegion Nowhere -Wait").SingleError();

        ErrorsPage.AssertTold(error, "ImportFailed", "glance-download", "Check the region");
    }

    [LocalCloudFact("can lose a response")]
    public async Task A_lost_response_does_not_start_the_import_twice()
    {
        var id = await StagedAsync();
        Connect(Demo);
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = request => request.Path.EndsWith("/import", StringComparison.Ordinal),
                Times = 1,
                AfterHandling = true,
                Cut = Cut.BeforeResponse,
            });

        var task = Shell.Run($"Import-OSImage {id} -Wait").Single();

        Assert.Equal("success", task.Text("Status"));
        Assert.Single(Shell.Run($"Get-OSImageTask {id}").MustSucceed().Output);
    }
}
