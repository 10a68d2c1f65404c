using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Uploads that fail or are stopped.</summary>
public sealed class InterruptedUploadTests(TestCloud cloud) : DataTests(cloud)
{
    [LocalCloudTheory("breaks connections")]
    [InlineData(Cut.BeforeResponse, false)]
    [InlineData(Cut.BeforeResponse, true)]
    public void An_interrupted_upload_is_repeated_if_no_data_arrived(Cut cut, bool afterHandling)
    {
        var bytes = Bytes(Several);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes));
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Cut = cut, AfterHandling = afterHandling });

        var image = Shell.Run("New-OSImage again -Path $path").Single();

        Assert.Equal(("active", Sha512(bytes)), (image.Text("Status"), image.Text("HashValue")));
        Assert.Equal(afterHandling ? 1 : 2, Requests().Count(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [LocalCloudTheory("breaks connections")]
    [InlineData(0, 503)]
    [InlineData(0, 401)]
    public void A_file_is_sent_again_after_a_transient_error(int length, int status)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(Several + length)));
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = status });

        Assert.Equal(["active"], Shell.Run("New-OSImage again -Path $path").Texts("Status"));

        Assert.Equal(2, Requests().Count(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [LocalCloudFact("refuses after the data has come")]
    [ReliabilityRow("34", "401 to an upload from a stream that cannot be rewound, after the data was sent")]
    public void A_stream_that_was_read_is_not_sent_again()
    {
        Connect(Demo);
        Shell.Set("chunks", Bytes(Several).Chunk(100_000).ToArray());
        var images = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = 401, AfterHandling = true });

        var error = Shell.Run("$chunks | New-OSImage streamed").SingleError();

        ErrorsPage.AssertTold(error, "UploadInterrupted", "cannot be rewound");
        Assert.Equal(images, Cloud.Local.State.Images.Count);
        ReliabilityPage.Saw(
            "34",
            $"{error.Id()} after {Requests().Count(request => request.StartsWith("PUT", StringComparison.Ordinal))} upload; "
                + "no image is left");
    }

    [LocalCloudFact("refuses before the data is sent")]
    public void A_stream_of_which_nothing_was_read_is_sent_again()
    {
        var bytes = Bytes(Several);
        Connect(Demo);
        Shell.Set("chunks", bytes.Chunk(100_000).ToArray());
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = 401 });

        Assert.Equal([Sha512(bytes)], Shell.Run("$chunks | New-OSImage streamed").Texts("HashValue"));
    }

    [LocalCloudFact("refuses an upload for good")]
    public void An_image_whose_data_is_rejected_is_deleted()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(Several)));
        var images = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(
            new Fault
            {
                When = IsUpload,
                Status = 413,
                Body = "413 Request Entity Too Large\n\nImage exceeds the storage quota: The size of the data would exceed it.",
            });

        var result = Shell.Run("New-OSImage full -Path $path -Protected; [IO.File]::ReadAllBytes($path) | New-OSImage full");

        Cloud.Local.Faults.Clear();
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => ErrorsPage.AssertTold(error, "LimitExceeded", "storage quota"));
        Assert.Equal(images, Cloud.Local.State.Images.Count);
    }

    [LocalCloudTheory("changes an upload before it arrives")]
    [InlineData("Size mismatch: expected 300000 bytes, got 65536 bytes")]
    [InlineData("Size exceeds: expected 300000 bytes, got 327680 bytes")]
    public async Task Data_that_arrives_with_another_size_is_explained(string text)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("cut"));
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(Several)));
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Status = 400, Body = $"400 Bad Request\n\n{text}\n" });

        var error = Shell.Run($"Send-OSImageData {id} $path").SingleError();

        Cloud.Local.Faults.Clear();
        ErrorsPage.AssertTold(error, "InvalidRequest", id, "did not store the data", "proxy", text);
    }

    [LocalCloudFact("makes an upload hang")]
    public async Task Stopping_an_upload_deletes_the_image()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(Several)));
        var images = Cloud.Local.State.Images.Count;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => IsUpload(request) && (arrived.TrySetResult() || true), Hang = true });

        using (var script = Shell.Start("New-OSImage stopped -Path $path"))
        {
            await arrived.Task.WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Cloud.Local.Faults.Clear();
        Assert.True(SpinWait.SpinUntil(() => Cloud.Local.State.Images.Count == images, Patience.Limit));
        Shell.Run("Get-OSImage").MustSucceed();
    }
}
