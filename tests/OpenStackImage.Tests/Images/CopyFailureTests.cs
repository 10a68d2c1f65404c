using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;
using OpenStackImage.Tests.ImageData;

namespace OpenStackImage.Tests.Images;

/// <summary>Copy-OSImage with a destination or a source that fails.</summary>
public sealed class CopyFailureTests(TestCloud cloud) : CopyTests(cloud)
{
    [Fact]
    public async Task A_destination_that_fails_is_one_error_leaves_nothing_and_does_not_stop_the_others()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var other = await ConnectAsync();
        await second.ConnectAsync(Shell, "-Name third -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        CreateSource(Bytes(3_000_000));
        other.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 413, Body = "Over the quota." });

        var result = Shell.Run("Copy-OSImage $name -Destination target, third -Session source");

        Assert.Equal("third", Assert.Single(result.Output).Text("Cloud"));
        Assert.Contains("target", result.Errors.Single().CategoryInfo.TargetName, StringComparison.Ordinal);
        Assert.DoesNotContain(other.State.Images, image => image.Name == SourceName);

        other.Faults.Clear();
        Assert.Equal(2, Shell.Run("Copy-OSImage $name -Destination target, third -Session source").MustSucceed().Output.Count);
    }

    [LocalCloudFact("damages the data of the source")]
    public async Task Damaged_data_of_the_source_becomes_no_image()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(1_200_000));
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, RawBody = Bytes(1_200_000, seed: 2) });

        var error = Shell.Run("Copy-OSImage $name -Destination target -Session source").SingleError();

        Assert.Equal("HashMismatch", error.Id());
        Assert.DoesNotContain(other.State.Images, image => image.Name == SourceName);
    }

    [LocalCloudFact("cuts the connection to the source")]
    public async Task An_interrupted_download_is_continued()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(3_000_000));
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Times = 3, Cut = Cut.MidBody, CutAfterBytes = 800_000 });

        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();

        Assert.Equal(Sha512(Bytes(3_000_000)), copy.Text("HashValue"));
    }

    [Theory]
    [InlineData("qcow2", "raw", "create it again there with New-OSImage -DiskFormat raw, and copy the new image")]
    [InlineData("raw", "raw", "check it with qemu-img info")]
    public async Task Data_that_the_destination_rejects_needs_another_source(string said, string format, string action)
    {
        await using var other = await ConnectAsync();
        await using var source = await OtherCloud.StartAsync(new CloudOptions());
        await source.ConnectAsync(Shell, "-Name wrong -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        source.State.AddImage(source.State.Project("demo").Id, SourceName, configure: draft =>
        {
            (draft.DiskFormat, draft.ContainerFormat) = (said, "bare");
            draft.SetData(DiskHeaders.Of(format));
        });
        other.Faults.Add(new Fault { When = request => request.Method == "PUT", Status = 415, Body = "{}" });

        var error = Shell.Run($"Copy-OSImage '{SourceName}' -Destination target -Session wrong").SingleError();

        ErrorsPage.AssertTold(error, "FormatMismatch", action);
        Assert.DoesNotContain("Send the data to a new image", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(other.State.Images);
    }

    [Fact]
    public async Task An_image_without_data_from_an_interrupted_copy_is_completed()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        Shell.Run(
            "New-OSImage $name -DiskFormat raw -MinDisk 7 -MinRam 512 -Tag lts -Property os_distro=ubuntu -Visibility shared "
            + "-Session target").MustSucceed();

        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();

        Assert.Equal("active", copy.Text("Status"));
        Assert.Single(other.State.Images, image => image.Name == SourceName);
    }

    [Fact]
    public async Task Replaces_with_several_candidates_names_them_and_the_cloud_already_in_the_plan()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(2_000));
        Shell.Run("1..2 | ForEach-Object { New-OSImage $name -InputStream ([IO.MemoryStream]::new([byte[]]@(1, $_))) -DiskFormat raw "
            + "-Session target }").MustSucceed();

        foreach (var option in new[] { "-WhatIf", "" })
        {
            var error = Shell.Run($"Copy-OSImage $name -Destination target -Session source -Replaces {option}").SingleError();

            ErrorsPage.AssertTold(error, "AmbiguousImageName", "2 images of cloud 'target'", "(different data)", "Hide or rename");
        }
    }
}
