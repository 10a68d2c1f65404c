using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Set-, Enable- and Disable-OSImage.</summary>
public sealed class SetImageTests(TestCloud cloud) : CloudTests(cloud)
{
    [Fact]
    public async Task Only_changes_are_sent()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("before"));
        Connect(Demo);
        Shell.Set("id", id);

        Assert.Empty(
            Shell.Run("Set-OSImage $id -Name after -MinDisk 5 -MinRam 0 -Hidden $false -Property os_distro=arch, a/b~c=1 -AddTag red, blue")
                .MustSucceed().Output);
        var changed = Shell.Run(
            "Set-OSImage $id -AddTag green -RemoveTag red, grey -Property os_distro=arch, os_version=2 -RemoveProperty a/b~c, "
                + "nothing -PassThru").Single();

        Assert.Equal("after", changed.Text("Name"));
        Assert.Equal("5", changed.Text("MinDisk"));
        Assert.Equal(["blue", "green"], changed.Value<IEnumerable<string>>("Tags").Order());
        Assert.Equal(
            ["os_distro arch", "os_version 2"],
            changed.Value<IReadOnlyDictionary<string,
            string>>("Properties").Where(property => !property.Key.StartsWith("os_glance", StringComparison.Ordinal))
                .Select(property => $"{property.Key} {property.Value}").Order());
        Assert.Equal(
            [$"GET /v2/images/{id} 200", $"PATCH /v2/images/{id} 200", $"GET /v2/images/{id} 200", $"PATCH /v2/images/{id} 200"],
            Requests());
        Assert.Equal(["blue", "green"], Shell.Run("Get-OSImage $id").Single().Value<IEnumerable<string>>("Tags").Order());
    }

    [Fact]
    public async Task Values_that_are_already_set_are_not_sent()
    {
        var name = TestCloud.Name("same");
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);

        Assert.Equal(
            [id],
            Shell.Set("name", name)
                .Run("Set-OSImage $name -Name $name -Visibility shared -Protected $false -Tag @() -RemoveTag x -RemoveProperty y -PassThru")
                .Texts("Id"));

        Assert.Equal([$"GET /v2/images?name={Uri.EscapeDataString(name)}&limit=1000 200", $"GET /v2/images/{id} 200"], Requests());
    }

    [Fact]
    public async Task Many_images_change_from_the_pipeline()
    {
        var ids = new[]
        {
            await Demo.CreateImageAsync(TestCloud.Name("one")),
            await Demo.CreateImageAsync(TestCloud.Name("two")),
            await Demo.CreateImageAsync(TestCloud.Name("three")),
        };
        Connect(Demo);
        Shell.Set("ids", ids);

        var result = Shell.Run(
            "$ids[0], (Get-OSImage $ids[1]), [pscustomobject]@{ ImageId = $ids[2] }, [guid]::NewGuid() | Set-OSImage -Tag x -PassThru");

        Assert.Equal("ImageNotFound", result.SingleError().Id());
        Assert.Equal(ids, result.Output.Select(image => image.Text("Id")));
        Assert.All(result.Output, image => Assert.Equal(["x"], image.Value<IEnumerable<string>>("Tags")));
    }

    [Fact]
    public async Task WhatIf_describes_the_changes_and_changes_nothing()
    {
        var name = TestCloud.Name("kept");
        var id = await Demo.CreateImageAsync(name);
        Connect(Demo);
        Shell.Set("id", id);

        Assert.Equal(
            $"What if: Change image '{name}' ({id}): name = 'new' (was '{name}'); min_disk = 3 (was 0); tags = [x] (was []); "
                + "os_distro = 'arch'.",
            string.Concat(Shell.Show("Set-OSImage $id -Name new -MinDisk 3 -AddTag x -Property os_distro=arch -WhatIf")));
        Assert.Equal([$"What if: Delete image {id}."], Shell.Show("Remove-OSImage $id -WhatIf"));
        Assert.Equal(
            [$"What if: Deactivate image {id}, so that only admins can read its data."], Shell.Show("Disable-OSImage $id -WhatIf"));
        Assert.Equal([$"What if: Reactivate image {id}."], Shell.Show("Enable-OSImage $id -WhatIf"));
        Assert.Equal(
            ["What if: Create image 'x' (container_format = 'bare', protected = true, tags = [y])."],
            Shell.Show("New-OSImage x -Protected -Tag y -WhatIf"));

        Assert.All(Requests(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_is_deactivated_and_reactivated()
    {
        var name = TestCloud.Name("paused");
        var id = await Demo.CreateImageAsync(name);
        await Demo.UploadAsync(id, [1, 2, 3]);
        Connect(Demo);
        Connect(Admin);
        Shell.Set("name", name);

        Assert.Equal(["deactivated"], Shell.Run("Disable-OSImage $name -PassThru -Session $demo").Texts("Status"));
        Assert.Empty(Shell.Run($"Disable-OSImage {id} -Session $demo").MustSucceed().Output);
        ErrorsPage.AssertExplained(Shell.Run($"Save-OSImage {id} -AsByteStream -Session $demo").MustTerminate(), "ImageDeactivated", id);
        Assert.Equal(["active"], Shell.Run($"Get-OSImage {id} | Enable-OSImage -PassThru").Texts("Status"));
    }

    [Fact]
    public async Task An_admin_publishes_an_image_and_changes_its_owner()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("given"));
        Connect(Admin);

        var image = Shell.Run($"Set-OSImage {id} -Visibility public -Owner alt -OwnerDomain {CloudAccount.Domain} -PassThru").Single();

        Assert.Equal(("public", Alt.ProjectId), (image.Text("Visibility"), image.Text("OwnerId")));
        Shell.Run($"Remove-OSImage {id} -Confirm:$false").MustSucceed();
    }
}
