using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Images;

/// <summary>Copy-OSImage and Compare-OSImage between the cloud of the class and a second, local one.</summary>
public sealed class CopyImageTests(TestCloud cloud) : CopyTests(cloud)
{
    [Fact]
    public async Task A_copy_has_the_data_the_settings_the_tags_and_the_properties()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(1_500_000));
        Shell.Run($"Set-OSImage {image} -Protected $true -Session source").MustSucceed();

        var result = Shell.Run($"Copy-OSImage $name -Destination target -Session source");

        var copy = result.Single();
        var record = other.State.Image(copy.Text("Id")!)!;
        Assert.Equal(("target", SourceName, "active", "raw", "7", "512", "shared", "True"), (
            copy.Text("Cloud"), copy.Text("Name"), copy.Text("Status"), copy.Text("DiskFormat"), copy.Text("MinDisk"), copy.Text("MinRam"),
            copy.Text("Visibility"), copy.Text("IsProtected")));
        Assert.Equal(Sha512(Bytes(1_500_000)), copy.Text("HashValue"));
        Assert.Equal(["lts"], record.Tags);
        Assert.Equal(
            ["os_distro"],
            copy.Value<IReadOnlyDictionary<string, string>>("Properties").Keys
                .Where(key => !key.StartsWith("os_hash", StringComparison.Ordinal)));
        Assert.Contains("instance_uuid", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Shell.Run($"Set-OSImage {image} -Protected $false -Session source").MustSucceed();
    }

    [Fact]
    public async Task A_second_run_sends_no_data_and_changes_nothing()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        var first = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();
        other.Log.Clear();

        var second = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();

        Assert.Equal(first.Text("Id"), second.Text("Id"));
        Assert.All(other.Log.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Settings_that_differ_are_changed_without_sending_the_data()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));
        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();
        Shell.Run($"Set-OSImage {image} -MinDisk 9 -Property os_version=24 -Session source").MustSucceed();
        other.Log.Clear();

        var changed = Shell.Run("Copy-OSImage $name -Destination target -Session source").Single();

        Assert.Equal((copy.Text("Id"), "9"), (changed.Text("Id"), changed.Text("MinDisk")));
        Assert.Equal(["PATCH"], other.Log.Requests.Select(request => request.Method).Where(method => method != "GET"));
    }

    [Fact]
    public async Task An_image_of_the_same_name_with_other_data_is_an_error_and_Replaces_replaces_it()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        Shell.Set("old", MakeFile(Bytes(100, seed: 9), "old.img"));
        var present = Shell.Run("New-OSImage $name $old -DiskFormat raw -Session target").Single().Text("Id")!;
        other.State.AddMember(present, other.State.Project("alt").Id);

        var error = Shell.Run("Copy-OSImage $name -Destination target -Session source").SingleError();

        Assert.Equal("ImageDiffers", error.Id());
        Assert.Contains(present, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Replaces", error.FullText(), StringComparison.Ordinal);

        var copy = Shell.Run("Copy-OSImage $name -Destination target -Session source -Replaces").Single();
        var again = Shell.Run("Copy-OSImage $name -Destination target -Session source -Replaces").Single();

        Assert.Equal(copy.Text("Id"), again.Text("Id"));
        Assert.True(other.State.Image(present)!.IsHidden);
        Assert.False(other.State.Image(copy.Text("Id")!)!.IsHidden);
        Assert.Equal([other.State.Project("alt").Id], other.State.Members(copy.Text("Id")!).Select(member => member.MemberId));
    }

    [LocalCloudFact("counts the requests of the source")]
    public async Task Several_destinations_are_filled_by_one_download()
    {
        await using var second = await OtherCloud.StartAsync(new CloudOptions());
        await using var other = await ConnectAsync();
        await second.ConnectAsync(Shell, "-Name third -NotDefault", "demo", CloudAccount.UserPassword, "demo");
        CreateSource(Bytes(3_000_000));
        Cloud.Local.Log.Clear();

        var copies = Shell.Run("Copy-OSImage $name -Destination target, third -Session source").MustSucceed().Output;

        Assert.Equal(["target", "third"], copies.Select(copy => copy.Text("Cloud")!).Order());
        Assert.All(copies, copy => Assert.Equal(Sha512(Bytes(3_000_000)), copy.Text("HashValue")));
        Assert.Single(Cloud.Local.Log.Requests, request => request.PathAndQuery.EndsWith("/file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIf_shows_the_plan_and_changes_nothing()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(20_000));
        other.Log.Clear();

        var text = string.Concat(Shell.Show("Copy-OSImage $name -Destination target -Session source -WhatIf"));

        Assert.Contains("to cloud 'target'", text, StringComparison.Ordinal);
        Assert.Contains("send its data of 19.5 KiB", text, StringComparison.Ordinal);
        Assert.All(other.Log.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Members_are_projects_with_the_same_name_and_those_of_the_map()
    {
        await using var other = await ConnectAsync(user: "admin", password: "asdf", project: "admin");
        var image = CreateSource(Bytes(20_000));
        await Demo.ShareAsync(image, Alt);
        await Alt.SetMemberStatusAsync(image, "accepted");
        other.State.RemoveProject(other.State.Project("alt").Id);
        var partner = other.State.AddProject("partner").Id;
        Connect(Admin, "-Name reader");
        Shell.Run($"Add-OSImageMember {image} service -Session reader").MustSucceed();

        var missing = Shell.Run("Copy-OSImage $name -Destination target -Session reader -WithMember -Visibility shared");

        Assert.Equal("ProjectNotFound", missing.Errors.Single().Id());
        Assert.Contains("-ProjectMap", missing.Errors.Single().FullText(), StringComparison.Ordinal);
        var copy = Assert.Single(missing.Output).Text("Id")!;
        Assert.Equal([other.State.Project("service").Id], other.State.Members(copy).Select(member => member.MemberId));

        Shell.Set("map", new System.Collections.Hashtable { [Alt.ProjectName] = "partner" });
        Shell.Run("Copy-OSImage $name -Destination target -Session reader -WithMember -ProjectMap $map").MustSucceed();

        Assert.Equal("accepted", other.State.Members(copy).Single(member => member.MemberId == partner).Status);
    }

    [Fact]
    public async Task A_map_without_members_and_the_users_own_project_are_errors()
    {
        await using var other = await ConnectAsync();
        CreateSource(Bytes(100));

        Assert.Equal(
            "InvalidParameters",
            Shell.Run("Copy-OSImage $name -Destination target -Session source -ProjectMap @{ a = 'b' }").MustTerminate().Id());
        Assert.Equal("SessionMismatch", Shell.Run("Copy-OSImage $name -Destination source -Session source").SingleError().Id());
        Assert.Equal("SessionMismatch", Shell.Run("Compare-OSImage $name -Destination source -Session source").SingleError().Id());
    }

    [Fact]
    public async Task Another_project_of_the_same_cloud_gets_a_copy()
    {
        CreateSourceOnly(Bytes(20_000));
        Connect(Alt, "-Name neighbor -NotDefault");

        var copy = Shell.Run("Copy-OSImage $name -Destination neighbor -Session source").Single();

        Alt.Owns(copy.Text("Id")!);
        Assert.Equal((Alt.ProjectId, Sha512(Bytes(20_000))), (copy.Text("OwnerId"), copy.Text("HashValue")));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Compare_lists_what_a_copy_would_change()
    {
        await using var other = await ConnectAsync();
        var image = CreateSource(Bytes(20_000));

        var missing = Shell.Run("Compare-OSImage $name -Destination target -Session source").Single();
        Shell.Run("Copy-OSImage $name -Destination target -Session source").MustSucceed();
        var equal = Shell.Run("Compare-OSImage $name -Destination target -Session source").MustSucceed();
        var row = Shell.Run("Compare-OSImage $name -Destination target -Session source -IncludeEqual").Single();
        Shell.Run($"Set-OSImage {image} -MinDisk 9 -AddTag new -Session source").MustSucceed();
        Shell.Run("Set-OSImage $name -Property extra=1 -Session target").MustSucceed();
        var differences = Shell.Run("Compare-OSImage $name -Destination target -Session source").MustSucceed().Output;

        Assert.Equal(("image", image, null), (missing.Text("Property"), missing.Text("Value"), missing.Text("DestinationValue")));
        Assert.Empty(equal.Output);
        Assert.Equal("False", row.Text("IsDifferent"));
        Assert.Equal(
            ["extra  1", "min_disk 9 7"],
            differences.Where(row => row.Text("Property") != "tags")
                .Select(row => $"{row.Text("Property")} {row.Text("Value")} {row.Text("DestinationValue")}").Order(StringComparer.Ordinal));
        Assert.Contains("new", differences.Single(row => row.Text("Property") == "tags").Text("Value"), StringComparison.Ordinal);
    }
}
