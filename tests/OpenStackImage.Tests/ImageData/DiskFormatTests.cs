using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>The disk format of uploaded data.</summary>
public sealed class DiskFormatTests(TestCloud cloud) : DataTests(cloud)
{
    [Theory]
    [InlineData("qcow2")]
    [InlineData("vmdk")]
    [InlineData("vhd")]
    [InlineData("vhdx")]
    [InlineData("vdi")]
    [InlineData("iso")]
    [InlineData("raw")]
    public void The_disk_format_is_recognized(string format)
    {
        Connect(Demo);
        Shell.Set("path", MakeFile(DiskHeaders.Of(format))).Set("format", format);

        var made = Shell.Run(
            "New-OSImage recognized -Path $path; New-OSImage recognized -InputObject ([IO.File]::ReadAllBytes($path)); "
                + "New-OSImage recognized -Path $path -DiskFormat $format").MustSucceed().Output;

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
}
