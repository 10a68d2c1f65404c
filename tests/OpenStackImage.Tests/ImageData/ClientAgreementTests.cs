using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The openstack client reads images that the module has changed, and vice versa.</summary>
public sealed class ClientAgreementTests(TestCloud cloud) : DataTests(cloud)
{
    [OpenStackClientFact]
    public async Task Images_that_the_module_changes_are_visible_to_the_client()
    {
        var bytes = Bytes(300_000);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("name", TestCloud.Name("seen"));
        var id = Shell.Run("New-OSImage $name -Path $path -Property os_distro=arch -Tag red -MinDisk 2 -Visibility private").Single()
            .Text("Id")!;
        Demo.Owns(id);

        Assert.Equal(
            "active private raw bare 300000 2 red",
            await ShowAsync(id, "status", "visibility", "disk_format", "container_format", "size", "min_disk", "tags"));
        Assert.Contains("arch", await ShowAsync(id, "properties"), StringComparison.Ordinal);
        await OpenStackClient.RunAsync(Cloud, Demo, "image", "save", "--file", InFolder("by-client.img"), id);
        Assert.Equal(bytes, File.ReadAllBytes(InFolder("by-client.img")));

        Shell.Run($"Set-OSImage {id} -Name changed -AddTag blue -RemoveTag red -RemoveProperty os_distro -Protected $true -Hidden $true")
            .MustSucceed();
        Assert.Equal("changed blue True", await ShowAsync(id, "name", "tags", "protected"));
        Assert.DoesNotContain("arch", await ShowAsync(id, "properties"), StringComparison.Ordinal);

        Shell.Run($"Disable-OSImage {id}").MustSucceed();
        Assert.Equal("deactivated", await ShowAsync(id, "status"));
        Connect(Admin);
        Shell.Run($"Enable-OSImage {id}; Set-OSImage {id} -Protected $false").MustSucceed();
        Assert.Equal("active", await ShowAsync(id, "status"));
        Shell.Run($"Remove-OSImage {id} -Confirm:$false").MustSucceed();
        Assert.DoesNotContain(
            id,
            await OpenStackClient.RunAsync(Cloud, Demo, "image", "list", "--private", "-f", "value", "-c", "ID"),
            StringComparison.Ordinal);
    }

    [OpenStackClientFact]
    public async Task Images_that_the_client_changes_are_visible_to_the_module()
    {
        var bytes = Bytes(300_000);
        Connect(Demo);
        var id = await OpenStackClient.RunAsync(
            Cloud, Demo, "image", "create", "--file", MakeFile(bytes), "--disk-format", "raw", "--property", "os_distro=arch", "--tag",
            "red", "-f", "value", "-c", "id", TestCloud.Name("theirs"));
        Demo.Owns(id);

        var image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(
            ("active", Sha512(bytes), "arch"),
            (image.Text("Status"), image.Text("HashValue"), image.Value<IReadOnlyDictionary<string, string>>("Properties")["os_distro"]));
        Shell.Set("path", InFolder("by-module.img")).Run($"Save-OSImage {id} $path").MustSucceed();
        Assert.Equal(bytes, File.ReadAllBytes(InFolder("by-module.img")));

        await OpenStackClient.RunAsync(
            Cloud, Demo, "image", "set", "--name", "changed", "--tag", "blue", "--min-ram", "64", "--hidden", id);
        image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(("changed", "64", "True"), (image.Text("Name"), image.Text("MinRam"), image.Text("IsHidden")));
        Assert.Equal(["blue", "red"], image.Value<IEnumerable<string>>("Tags").Order());
        await OpenStackClient.RunAsync(Cloud, Demo, "image", "unset", "--tag", "red", "--property", "os_distro", id);
        image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(["blue"], image.Value<IEnumerable<string>>("Tags"));
        Assert.DoesNotContain("os_distro", image.Value<IReadOnlyDictionary<string, string>>("Properties").Keys);
        await OpenStackClient.RunAsync(Cloud, Demo, "image", "delete", id);
        Assert.Equal("ImageNotFound", Shell.Run($"Get-OSImage {id}").SingleError().Id());
    }

    /// <summary>Returns values of an image as the client shows them, on one line and in the specified order.</summary>
    private async Task<string> ShowAsync(string id, params string[] columns)
    {
        var values = new List<string>();
        var json = System.Text.Json.Nodes.JsonNode.Parse(
            await OpenStackClient.RunAsync(
                Cloud, Demo, ["image", "show", "-f", "json", .. columns.SelectMany(column => new[] { "-c", column }), id]))!;
        foreach (var column in columns)
        {
            values.Add(
                json[column] is System.Text.Json.Nodes.JsonArray items
                    ? string.Join(",", items.Select(item => item!.ToString()))
                    : Text(json[column]!));
        }

        return string.Join(' ', values);
    }

    private static string Text(System.Text.Json.Nodes.JsonNode value)
        => value.GetValueKind() is System.Text.Json.JsonValueKind.True
            ? "True"
            : value.GetValueKind() is System.Text.Json.JsonValueKind.False
            ? "False"
            : value.ToString();
}
