using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.Members;

namespace OpenStackImage.Tests.Sharing;

/// <summary>Export-OSImageSharing: a file with the images, their projects and the member statuses.</summary>
public sealed class ExportSharingTests(TestCloud cloud) : SharingFileCommandTests(cloud)
{
    [Theory]
    [InlineData("yaml")]
    [InlineData("yml")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task An_exported_file_has_no_difference_from_the_cloud(string extension)
    {
        var images = await ImagesAsync(2);
        var projects = await Tenants.ProjectsAsync(2);
        await Demo.ShareAsync(images[0].Id, projects[0].Id);
        await Demo.ShareAsync(images[0].Id, Alt);
        await Alt.SetMemberStatusAsync(images[0].Id, "accepted");
        await Demo.ShareAsync(images[1].Id, projects[1].Id);
        Connect(Admin);

        var exported = Shell.Set("images", images.Select(image => image.Id).ToArray())
            .Run($"$images | Export-OSImageSharing sharing.{extension}").MustSucceed();

        Assert.Empty(exported.Output);
        Assert.Empty(exported.Warnings);
        var text = ReadFile($"sharing.{extension}");
        Assert.All(
            images.SelectMany(image => new[] { image.Id, image.Name })
                .Concat(projects.SelectMany(project => new[] { project.Id, project.Name })),
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text);
        Assert.Empty(Shell.Run($"Test-OSImageSharing sharing.{extension}").MustSucceed().Output);
        Assert.True((bool)Shell.Run($"Test-OSImageSharing sharing.{extension} -Quiet").Single().BaseObject);
    }

    [Fact]
    public async Task The_order_does_not_depend_on_the_cloud_and_a_second_export_is_the_same()
    {
        var stem = TestCloud.Name("order");
        var images = new List<MadeImage>();
        foreach (var name in new[] { "b", "a", "c" })
        {
            images.Add(await ImageAsync(name: $"{stem} {name}"));
        }

        var projects = await Tenants.ProjectsAsync(3);
        foreach (var image in images)
        {
            foreach (var project in projects.Reverse())
            {
                await Demo.ShareAsync(image.Id, project.Id);
            }
        }

        Connect(Admin);
        Shell.Set("images", images.Select(image => image.Id).ToArray()).Run("$images | Export-OSImageSharing one.yaml").MustSucceed();
        Shell.Run("[array]::Reverse($images); $images | Export-OSImageSharing two.yaml").MustSucceed();

        Assert.Equal(ReadFile("one.yaml"), ReadFile("two.yaml"));
        var lines = ReadFile("one.yaml").Split('\n');
        Assert.StartsWith("# yaml-language-server: $schema=https://", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            images.Select(image => image.Name).Order(StringComparer.Ordinal),
            lines.Where(line => line.StartsWith("      name: ", StringComparison.Ordinal)).Select(line => line[12..].Trim('"')));
    }

    [Fact]
    public async Task An_owner_exports_the_images_of_the_project_including_hidden_ones_and_an_admin_all()
    {
        var owner = await Tenants.AccountAsync("exporter");
        var shown = await owner.CreateImageAsync(TestCloud.Name("shown"));
        var hidden = await owner.CreateImageAsync(TestCloud.Name("hidden"), isHidden: true);
        var unshared = await owner.CreateImageAsync(TestCloud.Name("unshared"));
        var others = await ImageAsync();
        await owner.ShareAsync(shown, Alt);
        await owner.ShareAsync(hidden, Alt);
        await Demo.ShareAsync(others.Id, Alt);

        Connect(owner);
        Shell.Run("Export-OSImageSharing own.yaml").MustSucceed();
        Connect(Admin);
        Shell.Run("Export-OSImageSharing all.yaml").MustSucceed();

        AssertContains("own.yaml", [shown, hidden], [unshared, others.Id]);
        AssertContains("all.yaml", [shown, hidden, others.Id], [unshared]);
    }

    [Fact]
    public async Task KeepStatus_omits_member_statuses()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);
        Shell.Run($"Export-OSImageSharing with.yaml {image.Id}; Export-OSImageSharing without.yaml {image.Id} -KeepStatus").MustSucceed();
        await Alt.SetMemberStatusAsync(image.Id, "accepted");

        Assert.Equal([$"Status {Alt.ProjectId} pending accepted"], Differences(Shell.Run("Test-OSImageSharing with.yaml").MustSucceed()));
        Assert.Empty(Shell.Run("Test-OSImageSharing without.yaml").MustSucceed().Output);
    }

    [Fact]
    public async Task Images_that_are_not_shared_are_omitted_and_an_empty_pipeline_exports_nothing()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        var hidden = await ImageAsync(visibility: "private");
        Connect(Demo);

        Shell.Run($"Get-OSImage {image.Id}, {hidden.Id} | Export-OSImageSharing two.yaml").MustSucceed();
        Shell.Run("@() | Export-OSImageSharing none.yaml").MustSucceed();

        AssertContains("two.yaml", [image.Id], [hidden.Id]);
        Assert.EndsWith("shares: []\n", ReadFile("none.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_replaces_a_file_and_WhatIf_writes_none()
    {
        var image = await ImageAsync();
        await Demo.ShareAsync(image.Id, Alt);
        Connect(Admin);
        Folder.Write("sharing.yaml", "old");

        Assert.Equal("FileExists", Shell.Run($"Export-OSImageSharing sharing.yaml {image.Id}").MustTerminate().Id());
        Assert.Equal("old", ReadFile("sharing.yaml"));
        Assert.Equal(
            [$"What if: Save the sharing of 1 images as '{Folder.Path("sharing.yaml")}'."],
            Shell.Show($"Export-OSImageSharing sharing.yaml {image.Id} -Force -WhatIf"));
        Assert.Equal("old", ReadFile("sharing.yaml"));

        Shell.Run($"Export-OSImageSharing -LiteralPath sharing.yaml {image.Id} -Force").MustSucceed();

        AssertContains("sharing.yaml", [image.Id], []);
        Assert.Equal(["sharing.yaml"], Directory.EnumerateFiles(Folder.Path(".")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("sharing.txt", "SharingFile")]
    [InlineData("no/such/folder/sharing.yaml", "FileNotFound")]
    [InlineData("env:sharing.yaml", "FileFailed")]
    public async Task A_path_that_cannot_be_written_is_one_error(string path, string errorId)
    {
        var image = await ImageAsync();
        Connect(Admin);

        var result = Shell.Run($"Export-OSImageSharing {path} {image.Id}");

        Assert.Equal(errorId, (result.Terminating ?? Assert.Single(result.Errors)).Id());
    }

    [LocalCloudFact("refuses requests of one image")]
    public async Task An_image_that_cannot_be_read_is_one_error_and_the_file_has_the_others()
    {
        var images = await ImagesAsync(2);
        await Demo.ShareAsync(images[0].Id, Alt);
        await Demo.ShareAsync(images[1].Id, Alt);
        Connect(Admin);
        Cloud.Local.Faults.Add(
            new Fault { When = request => request.Path.Contains($"{images[0].Id}/members", StringComparison.Ordinal), Status = 400 });

        var result = Shell.Run("Export-OSImageSharing sharing.yaml");

        Cloud.Local.Faults.Clear();
        Assert.Equal(images[0].Id, result.SingleError().TargetObject);
        Assert.Contains("incomplete", Assert.Single(result.Warnings), StringComparison.Ordinal);
        AssertContains("sharing.yaml", [images[1].Id], [images[0].Id]);
    }

    private void AssertContains(string file, string[] present, string[] absent)
    {
        var text = ReadFile(file);
        Assert.All(present, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(absent, part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
    }
}
