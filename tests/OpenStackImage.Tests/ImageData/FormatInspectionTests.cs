using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>A cloud that inspects the data of images (Glance since OpenStack 2025.1) and rejects it with 415.</summary>
public sealed class FormatInspectionTests(TestCloud cloud) : DataTests(cloud)
{
    /// <summary>The Image API of a release that inspects.</summary>
    private const int Inspects = 17;

    [RecentCloudFact(Inspects)]
    public void A_new_image_whose_data_has_another_format_is_deleted()
    {
        var name = TestCloud.Name("mismatch");
        Connect(Demo);
        Reject();
        Shell.Set("name", name).Set("path", MakeFile(DiskHeaders.Of("raw")));

        var error = Shell.Run("New-OSImage $name -Path $path -DiskFormat qcow2 -SkipFormatCheck").SingleError();

        ErrorsPage.AssertExplained(
            error,
            "FormatMismatch",
            "the disk format of the image is qcow2",
            "the format of the data is raw",
            "New-OSImage -DiskFormat raw",
            "qemu-img convert -O qcow2");
        Assert.Empty(Shell.Run("Get-OSImage -Name \"$name*\"").MustSucceed().Output);
    }

    [RecentCloudFact(Inspects)]
    public async Task An_image_whose_data_is_rejected_stays_queued_and_a_new_image_is_recommended()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("rejected"));
        Connect(Demo);
        Reject();
        Shell.Set("id", id).Set("path", MakeFile(DiskHeaders.Of("qcow2")));
        Shell.Run("Set-OSImage $id -DiskFormat vmdk").MustSucceed();

        var error = Shell.Run("Send-OSImageData $id $path -SkipFormatCheck").SingleError();

        ErrorsPage.AssertExplained(error, "FormatMismatch", id, "New-OSImage -DiskFormat qcow2", "Glance keeps the rejected data");
        Assert.Equal("queued", Shell.Run("Get-OSImage $id").Single().Text("Status"));
        var created = Shell.Run("New-OSImage corrected -Path $path -DiskFormat qcow2").Single();
        Demo.Owns(created.Text("Id")!);
        Assert.Equal("active", created.Text("Status"));
    }

    [RecentCloudFact(Inspects)]
    public void A_disk_that_refers_to_another_file_is_rejected()
    {
        Connect(Demo);
        Reject();
        Shell.Set("path", MakeFile(DiskHeaders.Qcow2(backingFile: "/etc/passwd")));

        var error = Shell.Run("New-OSImage unsafe -Path $path").SingleError();

        ErrorsPage.AssertExplained(error, "FormatMismatch", "not a valid qcow2 image", "backing file", "qemu-img info");
    }

    [RecentCloudFact(Inspects, localLacks: "it does not inspect imported data")]
    public async Task An_import_of_data_with_another_format_fails_and_states_what_to_check()
    {
        var id = await Demo.CreateImageAsync(TestCloud.Name("staged"));
        Connect(Demo);
        Shell.Set("id", id).Set("path", MakeFile(DiskHeaders.Of("raw")));
        Shell.Run("Set-OSImage $id -DiskFormat qcow2; Send-OSImageData $id $path -Stage -SkipFormatCheck").MustSucceed();

        var error = Shell.Run("Import-OSImage $id -Wait").SingleError();

        ErrorsPage.AssertTold(error, "ImportFailed", "glance-direct", "Check that the disk format of the data is qcow2");
    }

    /// <summary>
    /// The next upload is rejected as Glance rejects it: the response names the media type of the request instead of the reason.
    /// </summary>
    private void Reject() => Cloud.RespondAsNewer(
        request => request.Method == "PUT" && request.Path.EndsWith("/file", StringComparison.Ordinal),
        415,
        "The request media type application/octet-stream is not supported by this server.",
        times: 1);
}
