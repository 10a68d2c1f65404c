using System.Management.Automation;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>New-OSImage with data, Send-OSImageData.</summary>
public sealed class SendDataTests(TestCloud cloud) : DataTests(cloud)
{
    private const int Several = 3 * 1024 * 1024 + 77;

    [Theory]
    [InlineData("New-OSImage $name -Path $path")]
    [InlineData("[IO.FileInfo]$path | New-OSImage $name")]
    [InlineData("New-OSImage $name -InputStream ([IO.File]::OpenRead($path))")]
    [InlineData("$pieces | New-OSImage $name")]
    [InlineData("New-OSImage $name -InputObject ([IO.File]::ReadAllBytes($path))")]
    public void A_new_image_accepts_data_from_every_kind_of_source(string command)
    {
        var bytes = Bytes(Several);
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("data")).Set("path", MakeFile(bytes)).Set("pieces", bytes.Chunk(100_000).ToArray());

        var image = Shell.Run(command).Single();

        var id = image.Text("Id")!;
        Demo.Owns(id);
        Assert.Equal(
            ("active", "raw", "bare", Several.ToString(System.Globalization.CultureInfo.InvariantCulture), Sha512(bytes)),
            (image.Text("Status"), image.Text("DiskFormat"), image.Text("ContainerFormat"), image.Text("Size"), image.Text("HashValue")));
        Assert.Equal(["POST /v2/images 201", $"PUT /v2/images/{id}/file 204", $"GET /v2/images/{id} 200"], Requests());
        Assert.Equal(Several, Shell.Run("(Get-OpenStackRequest)[2]").Single().Value<long>("RequestBytes"));
    }

    [Theory]
    [InlineData("Send-OSImageData $id $path")]
    [InlineData("Get-OSImage $id | Send-OSImageData -Path $path")]
    [InlineData("[pscustomobject]@{ ImageId = $id; FullName = $path } | Send-OSImageData")]
    [InlineData("Send-OSImageData $id -InputStream ([IO.File]::OpenRead($path))")]
    [InlineData("[IO.File]::ReadAllBytes($path) | Send-OSImageData $id")]
    public async Task An_image_without_data_accepts_data_from_every_kind_of_source(string command)
    {
        var bytes = Bytes(70_000);
        var id = await Demo.CreateImageAsync(TestCloud.Name("empty"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(bytes));

        Assert.Empty(Shell.Run(command).MustSucceed().Output);

        var image = Shell.Run($"Get-OSImage {id}").Single();
        Assert.Equal(("active", Sha512(bytes)), (image.Text("Status"), image.Text("HashValue")));
    }

    [Fact]
    public async Task Data_is_staged()
    {
        var id = await Demo.CreateBareImageAsync(TestCloud.Name("staged"));
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of("qcow2")));

        var image = Shell.Run($"Send-OSImageData {id} $path -Stage -PassThru").Single();

        Assert.Equal(("uploading", "qcow2", "bare"), (image.Text("Status"), image.Text("DiskFormat"), image.Text("ContainerFormat")));
        Assert.Contains($"PUT /v2/images/{id}/stage 204", Requests());
    }

    [Theory]
    [InlineData("qcow2")]
    [InlineData("vmdk")]
    [InlineData("vhd")]
    [InlineData("vhdx")]
    [InlineData("vdi")]
    [InlineData("iso")]
    [InlineData("raw")]
    public void The_disk_format_is_recognised(string format)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of(format))).Set("format", format);

        var made = Shell.Run(
            "New-OSImage recognised -Path $path; New-OSImage recognised -InputObject ([IO.File]::ReadAllBytes($path)); "
                + "New-OSImage recognised -Path $path -DiskFormat $format").MustSucceed().Output;

        Assert.All(made, image => Demo.Owns(image.Text("Id")!));
        Assert.Equal([format, format, format], made.Select(image => image.Text("DiskFormat")));
    }

    [Theory]
    [InlineData("qcow2", "raw")]
    [InlineData("raw", "qcow2")]
    [InlineData("vmdk", "iso")]
    public async Task A_format_that_the_data_contradicts_is_refused(string format, string said)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("formatted"));
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of(format)));

        ErrorsPage.AssertTold(
            Shell.Run($"New-OSImage no -Path $path -DiskFormat {said}").SingleError(),
            "FormatMismatch",
            "disk.img",
            said,
            $"-DiskFormat {format}");
        Assert.Empty(Requests());
        Shell.Run($"Set-OSImage {id} -DiskFormat {said}").MustSucceed();
        ErrorsPage.AssertTold(Shell.Run($"Send-OSImageData {id} $path").SingleError(), "FormatMismatch", said);
    }

    [OlderCloudTheory(17)]
    [InlineData("raw", "qcow2")]
    [InlineData("vmdk", "iso")]
    public async Task A_format_that_the_data_contradicts_is_still_sent_to_a_cloud_that_does_not_inspect(string format, string said)
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("unchecked"));
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of(format)));

        Shell.Run($"Set-OSImage {id} -DiskFormat {said}; Send-OSImageData {id} $path -SkipFormatCheck").MustSucceed();

        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
    }

    [Fact]
    public async Task A_qcow2_disk_is_sent_as_raw_if_the_format_check_is_skipped()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("raw"));
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of("qcow2")));

        Shell.Run($"Send-OSImageData {id} $path -SkipFormatCheck").MustSucceed();

        Assert.Equal("active", Shell.Run($"Get-OSImage {id}").Single().Text("Status"));
    }

    [Fact]
    public void An_ISO_image_can_have_the_format_raw_and_compressed_data_is_not_inspected()
    {
        Connect(Demo);
        Shell.Set("iso", MakeFile(DiskHeaders.Of("iso"), "a.iso")).Set("packed", MakeFile(Bytes(100), "b.gz"));

        var made = Shell.Run(
            "New-OSImage hybrid -Path $iso -DiskFormat raw; New-OSImage packed -Path $packed -DiskFormat qcow2 -ContainerFormat "
                + "compressed").MustSucceed().Output;

        Assert.All(made, image => Demo.Owns(image.Text("Id")!));
        Assert.Equal(["raw", "qcow2"], made.Select(image => image.Text("DiskFormat")));
    }

    [Fact]
    public void The_rest_of_a_stream_is_sent_from_its_position()
    {
        var bytes = Bytes(5000);
        Connect(Demo);
        Shell.Set("stream", new MemoryStream(bytes) { Position = 1000 });

        var image = Shell.Run("New-OSImage rest -InputStream $stream").Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal((4000L, Sha512(bytes[1000..])), (image.Value<long>("Size"), image.Text("HashValue")));
    }

    [Fact]
    public void An_empty_file_becomes_an_empty_image_and_is_downloaded_as_such()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile([])).Set("back", InFolder("back.img"));

        var image = Shell.Run("New-OSImage empty -Path $path").Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal(("active", 0L, Sha512([])), (image.Text("Status"), image.Value<long>("Size"), image.Text("HashValue")));
        Shell.Run($"Save-OSImage {image.Text("Id")} $back").MustSucceed();
        Assert.Equal(0, new FileInfo(InFolder("back.img")).Length);
    }

    [Fact]
    public void The_default_name_is_that_of_the_file_and_WhatIf_sends_nothing()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of("qcow2"), "ubuntu.qcow2"));

        Assert.Equal(
            ["What if: Create image 'ubuntu.qcow2' (disk_format = 'qcow2', container_format = 'bare'); "
                + $"send '{InFolder("ubuntu.qcow2")}' as its data."],
            [string.Concat(Shell.Show("New-OSImage -Path $path -WhatIf"))]);
        Assert.Empty(Shell.Run("[IO.File]::ReadAllBytes($path) | New-OSImage none -WhatIf").MustSucceed().Output);
        Assert.Empty(Requests());
        var made = Shell.Run("New-OSImage -Path $path").Single();
        Demo.Owns(made.Text("Id")!);
        Assert.Equal("ubuntu.qcow2", made.Text("Name"));
    }

    [Fact]
    public void Progress_shows_amount_speed_and_remaining_time()
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(Bytes(Several)));

        var made = Shell.Run("New-OSImage shown -Path $path");

        Demo.Owns(made.Single().Text("Id")!);
        Assert.Contains(
            made.Progress,
            record => record.Activity == "Sending the data of image 'shown'"
                && record.StatusDescription.Contains(" of 3", StringComparison.Ordinal));
        Assert.Contains(made.Progress, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void A_missing_file_creates_no_image()
    {
        Connect(Demo);

        ErrorsPage.AssertTold(
            Shell.Set("path", InFolder("nosuch.img")).Run("New-OSImage x -Path $path").SingleError(), "FileNotFound", "nosuch.img");

        Assert.Empty(Requests());
    }

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
    [ReliabilityRow("34", "401 after the data has come, from a stream that cannot be rewound, on an upload")]
    public void A_stream_that_was_read_is_not_sent_again()
    {
        Connect(Demo);
        Shell.Set("pieces", Bytes(Several).Chunk(100_000).ToArray());
        var images = Cloud.Local.State.Images.Count;
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = 401, AfterHandling = true });

        var error = Shell.Run("$pieces | New-OSImage streamed").SingleError();

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
        Shell.Set("pieces", bytes.Chunk(100_000).ToArray());
        Cloud.Local.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = 401 });

        Assert.Equal([Sha512(bytes)], Shell.Run("$pieces | New-OSImage streamed").Texts("HashValue"));
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

    private static bool IsUpload(FaultedRequest request)
        => request.Method == "PUT" && request.Path.EndsWith("/file", StringComparison.Ordinal);
}
