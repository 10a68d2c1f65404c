using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Imports;

/// <summary>Imports: the glance client reads what the module has changed, and vice versa.</summary>
public sealed class GlanceClientTests(TestCloud cloud) : CloudTests(cloud)
{
    [GlanceClientFact]
    public async Task Imports_by_the_module_are_visible_to_the_client()
    {
        using var server = new DataServer([1, 2, 3]);
        var id = await Demo.CreateImageAsync(TestCloud.Name("seen"));
        Connect(Demo);

        var task = Shell.Run($"Import-OSImage {id} {server.Data} -Store fast -Wait").Single();

        Assert.Matches(@"\| status +\| active", await OpenStackClient.GlanceAsync(Cloud, Demo, "image-show", id));
        Assert.Matches(@"\| status +\| success", await OpenStackClient.GlanceAsync(Cloud, Admin, "task-show", task.Text("Id")!));
    }

    [GlanceClientFact]
    public async Task Imports_by_the_client_are_visible_to_the_module()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("staged"));
        await Demo.StageAsync(id, [1, 2, 3]);
        Connect(Demo);

        await OpenStackClient.GlanceAsync(Cloud, Demo, "image-import", id, "--import-method", "glance-direct");

        Shell.Run($"while ((Get-OSImageTask {id}).IsRunning) {{ [System.Threading.Thread]::Sleep(100) }}").MustSucceed();
        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
    }

    [GlanceClientFact]
    public async Task Both_clients_list_the_same_methods_and_stores()
    {
        Connect(Demo);

        // The client wraps long text, even in the middle of a word.
        var methods = string.Concat((await OpenStackClient.GlanceAsync(Cloud, Demo, "import-info")).Split(['|', ' ', '\n']));
        Assert.All(
            Shell.Run("(Get-OSImageImportInfo).Methods").MustSucceed().Output,
            method => Assert.Contains($"{method}", methods, StringComparison.Ordinal));
        var stores = string.Concat((await OpenStackClient.GlanceAsync(Cloud, Demo, "stores-info")).Split(['|', ' ', '\n']));
        Assert.All(
            Shell.Run("Get-OSImageStore").Texts("Id"),
            store => Assert.Contains($"\"{store}\"", stores.Replace('\'', '"'), StringComparison.Ordinal));
    }
}
