using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Downloads that fail, resume or are stopped.</summary>
public sealed class InterruptedDownloadTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudFact("damages data")]
    [ReliabilityRow("47a", "a download in which one byte is wrong")]
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
    [ReliabilityRow("47b", "every connection is closed before the first byte of a download")]
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
    [ReliabilityRow("48", "the connection is closed three times during a download")]
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
        ReliabilityPage.Saw("48", $"the correct file, after {string.Join(", ", downloads)}");
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
    public async Task A_partial_file_of_other_data_is_not_resumed(int left, string firstResponse)
    {
        var bytes = Bytes(2_000_000);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        MakeFile(Bytes(left, seed: 9), $"other.img.{id}.part");

        Shell.Set("path", InFolder("other.img")).Run($"Save-OSImage {id} $path -Resume").MustSucceed();

        Assert.Equal(bytes, File.ReadAllBytes(InFolder("other.img")));
        Assert.Equal($"GET /v2/images/{id}/file {firstResponse}", Requests()[1]);
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
}
