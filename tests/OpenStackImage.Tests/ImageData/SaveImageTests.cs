using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Downloads with Save-OSImage.</summary>
public sealed class SaveImageTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public async Task Data_is_saved_to_a_file()
    {
        var bytes = Bytes(Several);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Shell.Set("path", InFolder("saved.img"));

        Assert.Empty(Shell.Run($"Save-OSImage {id} $path").MustSucceed().Output);

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("saved.img")));
        Assert.Equal(["saved.img"], Files());
        Assert.Equal([$"GET /v2/images/{id} 200", $"GET /v2/images/{id}/file 200"], Requests());
        Assert.Equal(Several, Shell.Run("(Get-OpenStackRequest)[-1]").Single().Value<long>("ResponseBytes"));
    }

    [Fact]
    public async Task Images_from_the_pipeline_are_saved_to_a_folder_under_their_names()
    {
        var names = new[] { TestCloud.Name("one/..\\two:?"), TestCloud.Name("three") + ".raw" };
        var ids = new[] { await FilledAsync(Bytes(100, 1), names[0]), await FilledAsync(Bytes(200, 2), names[1]) };
        Connect(Demo);
        Shell.Set("ids", ids).Set("folder", Folder);

        var files = Shell.Run("$ids | Get-OSImage | Save-OSImage -Path $folder -PassThru").MustSucceed().Output;

        Assert.Equal(
            new[] { names[0].Replace('/', '_').Replace('\\', '_').Replace(':', '_').Replace('?', '_') + ".raw", names[1] },
            files.Select(file => file.Text("Name")));
        Assert.Equal([100, 200], files.Select(file => file.Value<long>("Length")));
    }

    [Fact]
    public async Task Relative_paths_refer_to_the_current_location_of_PowerShell()
    {
        var id = await FilledAsync(Bytes(100));
        Connect(Demo);

        Shell.Set("folder", Folder).Run($"$null = $ExecutionContext.SessionState.Path.SetLocation($folder); Save-OSImage {id} here.img")
            .MustSucceed();

        Assert.Equal(["here.img"], Files());
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_Force()
    {
        var bytes = Bytes(100);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Shell.Set("path", MakeFile([1, 2, 3]));

        ErrorsPage.AssertTold(Shell.Run($"Save-OSImage {id} $path").SingleError(), "FileExists", "disk.img", "-Force");
        Assert.Equal(3, new FileInfo(InFolder("disk.img")).Length);
        Shell.Run($"Save-OSImage {id} $path -Force").MustSucceed();
        Assert.Equal(bytes, File.ReadAllBytes(InFolder("disk.img")));
        Assert.Equal(["disk.img"], Files());
    }

    [RootFact("mounts a file system of 1 MB")]
    [ReliabilityRow("47c", "a download to a full disk")]
    public async Task A_full_disk_is_one_error_and_leaves_no_file()
    {
        var id = await FilledAsync(Bytes(Several));
        Connect(Demo);
        using var disk = new SmallDisk(InFolder("small"));
        Shell.Set("path", Path.Combine(disk.Folder, "saved.img"));

        var error = Shell.Run($"Save-OSImage {id} $path").SingleError();

        Assert.Contains("No space left", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("free space", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([$"GET /v2/images/{id} 200", $"GET /v2/images/{id}/file 200"], Requests());
        ReliabilityPage.Saw("47c", $"{error.Id()}, {Directory.GetFiles(disk.Folder).Length} files");
    }

    [Fact]
    public async Task Data_is_written_to_the_pipeline_as_bytes()
    {
        var bytes = Bytes(Several);
        var id = await FilledAsync(bytes);
        Connect(Demo);

        var chunks = Shell.Run($"Save-OSImage {id} -AsByteStream").MustSucceed().Output;

        Assert.All(chunks, chunk => Assert.IsType<byte[]>(chunk.BaseObject));
        Assert.Equal(bytes, chunks.SelectMany(chunk => (byte[])chunk.BaseObject));
    }

    [Fact]
    public async Task Runs_of_zeros_use_no_disk_space_and_are_read_back_unchanged()
    {
        var bytes = new byte[8 * 1024 * 1024 + 5];
        Bytes(1000).CopyTo(bytes, 4 * 1024 * 1024);
        var id = await FilledAsync(bytes);
        Connect(Demo);

        Shell.Set("path", InFolder("sparse.img")).Run($"Save-OSImage {id} $path").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("sparse.img")));
    }

    [Fact]
    public async Task WhatIf_saves_nothing()
    {
        var id = await FilledAsync(Bytes(100));
        Connect(Demo);

        Assert.Contains(
            $"as '{InFolder("no.img")}'",
            string.Concat(Shell.Set("path", InFolder("no.img")).Show($"Save-OSImage {id} $path -WhatIf")),
            StringComparison.Ordinal);

        Assert.Empty(Files());
    }

    [Fact]
    [ReliabilityRow("46", "a download of an image without data (204)")]
    public async Task An_image_without_data_is_an_error_and_no_file()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("queued"));
        Connect(Demo);

        var error = Shell.Set("path", InFolder("none.img")).Run($"Save-OSImage {id} $path").SingleError();

        ErrorsPage.AssertTold(error, "NoImageData", id, "queued");
        ReliabilityPage.Saw("46", $"{error.Id()}, {Files().Length} files");
    }

    [Fact]
    public async Task An_invalid_path_is_an_error()
    {
        var id = await FilledAsync(Bytes(100));
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Set("path", InFolder("nosuch/folder/x.img")).Run($"Save-OSImage {id} $path").SingleError(), "FileNotFound", "nosuch");
    }
}
