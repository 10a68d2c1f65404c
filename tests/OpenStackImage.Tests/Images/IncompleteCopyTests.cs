using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>
/// Copy-OSImage and Compare-OSImage if an image of the destination has no data yet, because another command may be sending it, or has data
/// that cannot be compared: neither is reported as different data.
/// </summary>
public sealed class IncompleteCopyTests(TestCloud cloud) : CopyTests(cloud)
{
    private const string Copy = "Copy-OSImage $name -Destination target -Session source";
    private const string Compare = "Compare-OSImage $name -Destination target -Session source";

    [Theory]
    [InlineData("queued")]
    [InlineData("saving")]
    [InlineData("uploading")]
    [InlineData("importing")]
    public async Task An_image_that_another_command_may_be_sending_is_reported_as_such_and_not_changed(string status)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var present = AddIncomplete(other, status);
        other.Log.Clear();

        var error = Shell.Run(Copy).SingleError();

        ErrorsPage.AssertTold(
            error, "ImageIncomplete", present, "no data yet", $"status '{status}'", "another command may be sending it", "Wait-OSImage");
        Assert.DoesNotContain("different data", error.FullText(), StringComparison.Ordinal);
        Assert.All(other.Log.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("saving")]
    [InlineData("importing")]
    public async Task A_comparison_reports_missing_data_and_not_different_data(string status)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var present = AddIncomplete(other, status);

        var result = Shell.Run(Compare);

        var rows = result.MustSucceed().Output;
        Assert.Null(rows.Single(row => row.Text("Property") == "data").Text("DestinationValue"));
        Assert.Equal(status, rows.Single(row => row.Text("Property") == "status").Text("DestinationValue"));
        var warning = Assert.Single(result.Warnings);
        Assert.Contains(present, warning, StringComparison.Ordinal);
        Assert.Contains("another command may be sending it", warning, StringComparison.Ordinal);
    }

    [LocalCloudFact("lets the source have no data")]
    public async Task A_comparison_with_a_source_without_data_says_so()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));
        Shell.Run(Copy).MustSucceed();
        Cloud.Local.State.UpdateImage(image, source => (source.Status, source.Size, source.Checksum, source.HashValue)
            = ("saving", null, null, null));

        var result = Shell.Run(Compare).MustSucceed();

        Assert.Null(result.Output.Single(row => row.Text("Property") == "data").Text("Value"));
        Assert.Contains("of cloud 'source' has no data yet (status 'saving')", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_image_without_data_is_named_with_its_status()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var copy = Shell.Run(Copy).Single().Text("Id")!;
        var present = AddIncomplete(other, "saving");

        var error = Shell.Run(Copy).SingleError();

        ErrorsPage.AssertTold(error, "AmbiguousImageName", $"{copy} (the same data)", $"{present} (no data yet (status 'saving'))");
    }

    [Fact]
    public async Task Replaces_warns_that_it_hides_an_image_that_another_command_may_be_sending()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var present = AddIncomplete(other, "saving");

        var plan = string.Concat(Shell.Show($"{Copy} -Replaces -WhatIf")).ReplaceLineEndings("");
        var result = Shell.Run($"{Copy} -Replaces");

        Assert.Contains($"({present}) with no data yet (status 'saving')", plan, StringComparison.Ordinal);
        Assert.Contains("another command may be sending it", result.Warnings[^1], StringComparison.Ordinal);
        Assert.NotEqual(present, result.Single().Text("Id"));
        Assert.True(other.State.Image(present)!.IsHidden);
    }

    [Fact]
    public async Task An_interrupted_copy_is_named_before_it_gets_the_data()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        other.Faults.Add(new Fault { When = request => request.Method is "PUT" or "DELETE", Status = 403 });
        Assert.NotEmpty(Shell.Run(Copy).Errors);
        other.Faults.Clear();
        var present = other.State.Images.Single(image => image.Name == SourceName).Id;

        var plan = string.Concat(Shell.Show($"{Copy} -WhatIf")).ReplaceLineEndings("");
        var copy = Shell.Run(Copy).Single();

        Assert.Contains($"send its data of 19.5 KiB to image {present}, which has none", plan, StringComparison.Ordinal);
        Assert.Equal((present, "active"), (copy.Text("Id"), copy.Text("Status")));
    }

    [Fact]
    public async Task Data_that_cannot_be_compared_is_not_called_different()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var copy = Shell.Run(Copy).Single().Text("Id")!;
        other.State.UpdateImage(copy, image => (image.Checksum, image.HashAlgorithm, image.HashValue) = (null, null, null));

        var error = Shell.Run(Copy).SingleError();
        var compared = Shell.Run(Compare).MustSucceed();

        ErrorsPage.AssertTold(error, "ImageDiffers", copy, "the same size, but without a hash that can be compared");
        Assert.Contains("may be the same", Assert.Single(compared.Warnings), StringComparison.Ordinal);
    }

    private string AddIncomplete(OtherCloud other, string status)
        => other.State.AddImage(other.State.Project("demo").Id, SourceName, configure: image => image.Status = status).Id;
}
