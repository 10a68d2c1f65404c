using System.Management.Automation;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>Uploads with New-OSImage and Send-OSImageData.</summary>
public sealed class SendDataTests(TestCloud cloud) : DataTests(cloud)
{
    [Theory]
    [InlineData("New-OSImage $name -Path $path")]
    [InlineData("[IO.FileInfo]$path | New-OSImage $name")]
    [InlineData("New-OSImage $name -InputStream ([IO.File]::OpenRead($path))")]
    [InlineData("$chunks | New-OSImage $name")]
    [InlineData("New-OSImage $name -InputObject ([IO.File]::ReadAllBytes($path))")]
    public void A_new_image_accepts_data_from_every_kind_of_source(string command)
    {
        var bytes = Bytes(Several);
        Connect(Demo);
        Shell.Set("name", TestCloud.Name("data")).Set("path", MakeFile(bytes)).Set("chunks", bytes.Chunk(100_000).ToArray());

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

    [Fact]
    public void A_stream_is_sent_from_its_current_position()
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
}
