using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>
/// Copy-OSImage to a destination that has a copy, is specified twice or fails, and commands that are stopped: the result is one copy or
/// none.
/// </summary>
public sealed class CopyAgainTests(TestCloud cloud) : CopyTests(cloud)
{
    [Fact]
    public async Task A_destination_that_is_named_twice_gets_one_copy()
    {
        await using var other = await ConnectAsync();
        await other.ConnectAsync(Shell, "-Name again -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        CreateSource(Bytes(20_000));
        Shell.Set("both", Shell.Run("Get-OpenStackSession | Where-Object Name -in target, again").MustSucceed().Output.ToArray());

        var copies = Shell.Run("Copy-OSImage $name -Destination ($both + $both) -Session source").MustSucceed().Output;

        Assert.Single(copies);
        Assert.Single(other.State.Images, image => image.Name == SourceName);
        Assert.Single(Shell.Run("Compare-OSImage $name -Destination $both -Session source -IncludeEqual").MustSucceed().Output);
    }

    [Fact]
    public async Task A_copy_is_hidden_and_shown_like_its_source_and_not_made_again()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));
        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single().Text("Id")!;
        foreach (var isHidden in new[] { true, false })
        {
            Shell.Set("hidden", isHidden).Run($"Set-OSImage {image} -Hidden $hidden -Session source").MustSucceed();

            var difference = Shell.Run($"Compare-OSImage {image} -Destination target -Session source").Single();
            var again = Shell.Run($"Copy-OSImage {image} -Destination target -Session source").Single();

            Assert.Equal(("os_hidden", copy), (difference.Text("Property"), difference.Text("DestinationId")));
            Assert.Equal((copy, $"{isHidden}"), (again.Text("Id"), again.Text("IsHidden")));
            Assert.Single(other.State.Images, present => present.Name == SourceName);
        }
    }

    [Fact]
    public async Task A_hidden_version_whose_copy_is_visible_hides_it_even_if_there_are_other_hidden_versions()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));
        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single().Text("Id")!;
        other.State.AddImage(other.State.Project("demo").Id, SourceName, configure: older => older.IsHidden = true);
        Shell.Run($"Set-OSImage {image} -Hidden $true -Session source").MustSucceed();

        Assert.Equal(copy, Shell.Run($"Copy-OSImage {image} -Destination target -Session source").Single().Text("Id"));
        Assert.True(other.State.Image(copy)!.IsHidden);
    }

    [Fact]
    public async Task A_property_whose_name_only_starts_like_a_reserved_one_is_copied()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(2_000));
        Shell.Set("own", new System.Collections.Hashtable
        {
            ["os_hash_tool"] = "a",
            ["user_id_scheme"] = "b",
            ["image_type_note"] = "c",
            ["locations_note"] = "d",
            ["img_signature"] = "e",
        }).Run("Set-OSImage $name -Property $own -Session source").MustSucceed();

        var result = Shell.Run("Copy-OSImage $name -Destination target -Session source");

        var names = result.Single().Value<IReadOnlyDictionary<string, string>>("Properties").Keys;
        Assert.Equal(
            ["image_type_note", "locations_note", "os_distro", "os_hash_tool", "user_id_scheme"], names.Order(StringComparer.Ordinal));
        Assert.EndsWith(": img_signature, instance_uuid.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [LocalCloudFact("counts the downloads of the source")]
    public async Task An_interrupted_upload_is_sent_once_more_to_that_destination_only()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var other = await ConnectAsync();
        await second.ConnectAsync(Shell, "-Name third -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        CreateSource(Bytes(3_000_000));
        Cloud.Local.Log.Clear();
        other.Faults.Add(new Fault { When = IsUpload, Times = 1, Status = 401, AfterHandling = true });

        var copies = Shell.Run("Copy-OSImage $name -Destination target, third -Session source").MustSucceed().Output;

        Assert.Equal(["target", "third"], copies.Select(copy => copy.Text("Cloud")!).Order());
        Assert.All(copies, copy => Assert.Equal(Sha512(Bytes(3_000_000)), copy.Text("HashValue")));
        Assert.Single(other.State.Images, image => image.Name == SourceName);
        Assert.Equal(2, other.Log.Requests.Count(request => request.Method == "PUT"));
        Assert.Equal(1, second.Log.Requests.Count(request => request.Method == "PUT"));
        Assert.Equal(2, Cloud.Local.Log.Requests.Count(request => request.PathAndQuery.EndsWith("/file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_only_upload_is_sent_once_more_if_it_is_interrupted_while_the_source_is_read()
    {
        await using var other = await ConnectAsync();
        var data = Bytes(30_000_000);
        CreateSource(data);
        other.Faults.Add(new Fault { When = IsUpload, Times = 1, Cut = Cut.BeforeResponse, CutAfterBytes = 5_000_000 });

        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();

        Assert.Equal(Sha512(data), copy.Text("HashValue"));
        Assert.Equal(2, other.Log.Requests.Count(request => request.Method == "PUT"));
        Assert.Single(other.State.Images, image => image.Name == SourceName);
    }

    [Theory]
    [InlineData(401, "UploadInterrupted", 2)]
    [InlineData(413, "LimitExceeded", 1)]
    public async Task An_upload_that_always_fails_is_one_error_after_the_attempts_that_can_help(int status, string errorId, int attempts)
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(3_000_000));
        other.Faults.Add(new Fault { When = IsUpload, Status = status, Body = "No.", AfterHandling = true });

        var error = Shell.Run("Copy-OSImage $name -Destination target -Session source").SingleError();

        Assert.Equal(errorId, error.Id());
        Assert.Equal(attempts, other.Log.Requests.Count(request => request.Method == "PUT"));
        Assert.DoesNotContain(other.State.Images, image => image.Name == SourceName);
    }

    [LocalCloudFact("lets the source have no data")]
    public async Task A_source_without_data_is_a_separate_error_and_not_an_interrupted_upload()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        Cloud.Local.Faults.Add(new Fault { When = IsDownload, Status = 204 });

        var error = Shell.Run("Copy-OSImage $name -Destination target -Session source").SingleError();

        Assert.Equal("NoImageData", error.Id());
        Assert.Contains("Send-OSImageData", error.FullText(), StringComparison.Ordinal);
        Assert.DoesNotContain(other.State.Images, image => image.Name == SourceName);
    }

    [Fact]
    public async Task A_replacement_reports_what_it_replaced_and_any_other_copy_does_not()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        Shell.Set("old", MakeFile(Bytes(100, seed: 9), "old.img"));
        var present = Shell.Run("New-OSImage $name $old -DiskFormat raw -Session target").Single().Text("Id")!;

        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source -Replaces").Single();
        var again = Shell.Run("Copy-OSImage $name -Destination target -Session source -Replaces").Single();

        Assert.Equal(present, System.Management.Automation.PSObject.AsPSObject(copy.Value<object>("Rotation")).Text("Replaced"));
        Assert.Null(again.Properties["Rotation"]);
    }

    [LocalCloudFact("lets the upload hang")]
    public async Task A_copy_that_is_stopped_during_its_uploads_leaves_no_image_anywhere()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var other = await ConnectAsync();
        await second.ConnectAsync(Shell, "-Name third -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        CreateSource(Bytes(3_000_000));
        var arrived = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        foreach (var (cloud, upload) in new[] { other, second }.Zip(arrived))
        {
            cloud.Faults.Add(new Fault { When = request => IsUpload(request) && (upload.TrySetResult() || true), Hang = true });
        }

        using (var script = Shell.Start("Copy-OSImage $name -Destination target, third -Session source"))
        {
            await Task.WhenAll(arrived.Select(upload => upload.Task)).WaitAsync(Patience.Limit);
            await script.StopAsync().WaitAsync(Patience.Limit);
        }

        Assert.All([other, second], cloud => Assert.DoesNotContain(cloud.State.Images, image => image.Name == SourceName));
        other.Faults.Clear();
        second.Faults.Clear();
        Assert.Equal(2, Shell.Run("Copy-OSImage $name -Destination target, third -Session source").MustSucceed().Output.Count);
    }
}
