using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>Import-OSImage -Wait, and imports that are not waited for.</summary>
public sealed class ImportWaitTests(TestCloud cloud) : ImportTests(cloud)
{
    [Fact]
    public async Task Without_Wait_the_task_is_written_immediately_and_three_requests_are_sent()
    {
        var id = await StagedAsync();
        Connect(Demo);

        var task = Shell.Run($"Import-OSImage {id} -Store fast").Single();

        Assert.Equal([$"GET /v2/images/{id}/tasks 200", $"POST /v2/images/{id}/import 202", $"GET /v2/images/{id}/tasks 200"], Requests());
        Assert.Equal(["fast"], task.Value<IEnumerable<string>>("Stores"));
        Shell.Run($"while ((Get-OSImageTask {id}).IsRunning) {{ [System.Threading.Thread]::Sleep(100) }}").MustSucceed();
        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
    }

    [LocalCloudFact("only there an import can be made to last")]
    public async Task A_wait_that_exceeds_its_limit_ends_and_the_import_continues()
    {
        using var server = new DataServer(Data);
        var id = await Demo.CreateImageAsync(TestCloud.Name("slow"));
        Connect(Demo);

        var error = Shell.Run($"Import-OSImage {id} {server.Never} -Wait -TimeoutSec 1").SingleError();

        ErrorsPage.AssertTold(error, "OperationTimeout", "It continues");
        Assert.Equal(["processing"], Shell.Run($"Get-OSImageTask {id}").Texts("Status"));
    }

    [LocalCloudFact("only there an import can be made to last")]
    public async Task Ctrl_C_ends_the_wait_immediately()
    {
        using var server = new DataServer(Data);
        var id = await Demo.CreateImageAsync(TestCloud.Name("stopped"));
        Connect(Demo);

        using var running = Shell.Start($"Import-OSImage {id} {server.Never} -Wait");
        await server.Asked.WaitAsync(Patience.Limit);
        await running.StopAsync().WaitAsync(Patience.Limit);

        Assert.Contains($"import into image {id}", Assert.Single(running.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("starts its own cloud of Image API 2.11, which shows no tasks of images")]
    public async Task Before_2_12_Wait_reads_the_status_of_the_image()
    {
        await using var old = await OtherCloud.StartAsync(new() { ImageApiMinor = 11 });
        using var server = new DataServer(Data);
        var demo = old.State.Project("demo").Id;
        string[] ids = [.. Enumerable.Range(0, 3).Select(_ => old.State.AddImage(demo, "old", configure: WithFormat).Id)];
        await old.ConnectAsync(Shell, "demo", "secret", "demo");

        var image = Shell.Run($"Import-OSImage {ids[0]} {server.Data} -Wait").Single();
        Assert.Equal((ids[0], "active", Data.Length), (image.Text("Id"), image.Text("Status"), image.Value<long>("Size")));
        ErrorsPage.AssertTold(
            Shell.Run($"Import-OSImage {ids[1]} {server.Missing} -Wait").SingleError(), "ImportFailed", "into store file", "is 'queued'");
        var again = Shell.Run($"Import-OSImage {ids[1]} {server.Data} -Wait").Single();
        Assert.Equal("active", again.Text("Status"));
        var started = Shell.Run($"Import-OSImage {ids[2]} {server.Data}");
        Assert.Contains("Wait-OSImage", Assert.Single(started.Warnings), StringComparison.Ordinal);
        Assert.Equal(ids[2], Shell.Run($"Wait-OSImage {ids[2]}").Single().Text("Id"));

        await old.ConnectAsync(Shell);
        var copied = Shell.Run($"Import-OSImage {ids[0]} -Method copy-image -AllStores -Wait").Single();
        Assert.Equal("fast file", Stores(copied));

        static void WithFormat(ImageRecord image) => (image.DiskFormat, image.ContainerFormat) = ("raw", "bare");
    }
}
