using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Save-OSImage.</summary>
public sealed class SaveImageTests(TestCloud cloud) : DataTests(cloud)
{
    private const int Several = 3 * 1024 * 1024 + 77;

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
    [ReliabilityRow("47c", "The disk is full, on a download")]
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

        var pieces = Shell.Run($"Save-OSImage {id} -AsByteStream").MustSucceed().Output;

        Assert.All(pieces, piece => Assert.IsType<byte[]>(piece.BaseObject));
        Assert.Equal(bytes, pieces.SelectMany(piece => (byte[])piece.BaseObject));
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
    [ReliabilityRow("46", "An image without data (204), on a download")]
    public async Task An_image_without_data_is_an_error_and_no_file()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("queued"));
        Connect(Demo);

        var error = Shell.Set("path", InFolder("none.img")).Run($"Save-OSImage {id} $path").SingleError();

        ErrorsPage.AssertTold(error, "NoImageData", id, "queued");
        ReliabilityPage.Saw("46", $"{error.Id()}, {Files().Length} files");
    }

    [LocalCloudFact("damages data")]
    [ReliabilityRow("47a", "One byte is wrong, on a download")]
    public async Task Data_that_is_damaged_is_an_error_and_no_file()
    {
        var bytes = Bytes(Several);
        var id = await FilledAsync(bytes);
        var damaged = (byte[])bytes.Clone();
        damaged[Several / 2] ^= 1;
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 3, RawBody = damaged });
        Shell.Set("path", InFolder("damaged.img"));

        var error = Shell.Run($"Save-OSImage {id} $path").SingleError();

        ErrorsPage.AssertTold(error, "HashMismatch", id, "sha512");
        Assert.Equal("HashMismatch", Shell.Run($"Save-OSImage {id} $path -Resume").SingleError().Id());
        Assert.Equal("HashMismatch", Shell.Run($"Save-OSImage {id} -AsByteStream").Terminating!.Id());
        ReliabilityPage.Saw("47a", $"{error.Id()}, {Files().Length} files");
    }

    [LocalCloudFact("breaks connections")]
    [ReliabilityRow("47b", "Every connection breaks without a byte, on a download")]
    public async Task A_download_without_progress_is_an_error_and_leaves_no_file()
    {
        var id = await FilledAsync(Bytes(Several));
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 1, Cut = Cut.MidBody, CutAfterBytes = 1_500_000 });
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Cut = Cut.AfterHeaders });

        var error = Shell.Set("path", InFolder("broken.img")).Run($"Save-OSImage {id} $path").SingleError();

        Cloud.Local.Faults.Clear();
        Assert.Equal("ConnectionFailed", error.Id());
        ReliabilityPage.Saw("47b", $"{error.Id()}, {Files().Length} files");
    }

    [LocalCloudFact("breaks connections")]
    [ReliabilityRow("48", "The connection breaks three times in the middle, on a download")]
    public async Task An_interrupted_download_is_resumed()
    {
        var bytes = Bytes(4 * Several);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 3, Cut = Cut.MidBody, CutAfterBytes = 2_000_000 });

        Shell.Set("path", InFolder("resumed.img")).Run($"Save-OSImage {id} $path").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("resumed.img")));
        var downloads = Requests().Where(request => request.Contains("/file ", StringComparison.Ordinal)).Select(request => request[^3..])
            .ToArray();
        ReliabilityPage.Saw("48", $"the right file, after {string.Join(", ", downloads)}");
    }

    [LocalCloudFact("breaks connections")]
    public async Task With_Resume_a_later_call_resumes_an_interrupted_download()
    {
        var bytes = Bytes(Several);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 1, Cut = Cut.MidBody, CutAfterBytes = 1_500_000 });
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Cut = Cut.BeforeResponse });
        Shell.Set("path", InFolder("later.img"));

        Assert.Equal("ConnectionFailed", Shell.Run($"Save-OSImage {id} $path -Resume").SingleError().Id());
        Assert.Equal([$"later.img.{id}.part"], Files());
        Cloud.Local.Faults.Clear();
        var before = Requests().Length;
        Shell.Run($"Save-OSImage {id} $path -Resume").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("later.img")));
        Assert.Equal(["later.img"], Files());
        Assert.Equal([$"GET /v2/images/{id} 200", $"GET /v2/images/{id}/file 206"], Requests()[before..]);
    }

    [Theory]
    [InlineData(1000, "206")]
    [InlineData(2_000_000, "416")]
    [InlineData(5_000_000, "200")]
    public async Task A_partial_file_of_other_data_is_not_resumed(int left, string firstAnswer)
    {
        var bytes = Bytes(2_000_000);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        MakeFile(Bytes(left, seed: 9), $"other.img.{id}.part");

        Shell.Set("path", InFolder("other.img")).Run($"Save-OSImage {id} $path -Resume").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("other.img")));
        Assert.Equal($"GET /v2/images/{id}/file {firstAnswer}", Requests()[1]);
    }

    [LocalCloudFact("ignores ranges")]
    public async Task A_service_without_range_support_is_read_from_the_beginning()
    {
        var bytes = Bytes(Several);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        MakeFile(bytes[..1_000_000], $"whole.img.{id}.part");
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 1, Status = 200, RawBody = bytes });

        Shell.Set("path", InFolder("whole.img")).Run($"Save-OSImage {id} $path -Resume").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("whole.img")));
    }

    [Fact]
    public async Task An_invalid_path_is_an_error()
    {
        var id = await FilledAsync(Bytes(100));
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Set("path", InFolder("nosuch/folder/x.img")).Run($"Save-OSImage {id} $path").SingleError(), "FileNotFound", "nosuch");
    }

    [LocalCloudFact("makes a download hang")]
    public async Task Stopping_a_download_leaves_no_file()
    {
        var id = await FilledAsync(Bytes(Several));
        Connect(Demo);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => IsDownload(request) && (arrived.TrySetResult() || true), Hang = true });
        Shell.Set("path", InFolder("stopped.img"));

        using (var script = Shell.Start($"Save-OSImage {id} $path"))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Assert.True(SpinWait.SpinUntil(() => Files().Length == 0, Patience.Limit));
        Shell.Run($"Save-OSImage {id} $path").MustSucceed();
    }

    private static bool IsDownload(FaultedRequest request)
        => request.Method == "GET" && request.Path.EndsWith("/file", StringComparison.Ordinal);

    private string[] Files() => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
