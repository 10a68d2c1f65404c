using System.Security.Cryptography;
using OpenStackImage.Tests.Documentation;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.ImageData;

/// <summary>-SkipIfUnchanged: data that the cloud already has is not sent again.</summary>
public sealed class SkipIfUnchangedTests(TestCloud cloud) : DataTests(cloud)
{
    [Fact]
    public async Task An_owned_image_with_the_name_and_the_data_is_written_and_nothing_is_sent()
    {
        var name = TestCloud.Name("same");
        var bytes = Bytes(1000);
        await FilledAsync(Bytes(1000, seed: 2), name);
        var same = await FilledAsync(bytes, name);
        await FilledAsync(Bytes(900), name);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("name", name);

        var image = Shell.Run("New-OSImage $name $path -SkipIfUnchanged -DiskFormat raw").Single();

        Assert.Equal(same, image.Text("Id"));
        Assert.All(Requests(), request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        var verbose = Shell.Run("New-OSImage $name $path -SkipIfUnchanged -DiskFormat raw -Verbose").MustSucceed().Verbose;
        Assert.Contains(verbose, line => line.Contains("already has this data; nothing was sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Different_data_creates_another_image_and_different_settings_are_a_warning()
    {
        var name = TestCloud.Name("changed");
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes, name);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("other", MakeFile(Bytes(1000, seed: 2), "other.img")).Set("name", name);

        var image = Shell.Run("New-OSImage $name $other -SkipIfUnchanged").Single();
        Demo.Owns(image.Text("Id")!);
        var kept = Shell.Run("New-OSImage $name $path -SkipIfUnchanged -MinRam 512");

        Assert.NotEqual(id, image.Text("Id"));
        Assert.Equal(id, kept.Single().Text("Id"));
        Assert.Contains("min_ram", Assert.Single(kept.Warnings), StringComparison.Ordinal);
        Assert.Equal("0", Shell.Run($"Get-OSImage {id}").Single().Text("MinRam"));
    }

    [Fact]
    public async Task Images_of_other_projects_and_images_without_data_are_ignored()
    {
        var name = TestCloud.Name("foreign");
        var bytes = Bytes(1000);
        var foreign = await FilledAsync(bytes, name, Alt);
        await Alt.ShareAsync(foreign, Demo);
        await Demo.SetMemberStatusAsync(foreign, "accepted");
        await Demo.CreateImageAsync(name);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("name", name);

        var image = Shell.Run("New-OSImage $name $path -SkipIfUnchanged").Single();

        Demo.Owns(image.Text("Id")!);
        Assert.Equal((Demo.ProjectId, "active"), (image.Text("OwnerId"), image.Text("Status")));
        Assert.NotEqual(foreign, image.Text("Id"));
    }

    [LocalCloudTheory("hashes by other algorithms")]
    [InlineData("sha256")]
    [InlineData("md5")]
    [InlineData(null)]
    public async Task The_hash_of_the_cloud_is_compared_with_its_algorithm(string? algorithm)
    {
        await using var other = await OtherCloud.StartAsync(new() { HashAlgorithm = algorithm });
        await other.ConnectAsync(Shell, "demo", "secret", "demo");
        Shell.Set("path", MakeFile(Bytes(1000)));

        var ids = Shell.Run("1..2 | ForEach-Object { New-OSImage hashed $path -SkipIfUnchanged }").Texts("Id");

        Assert.Equal((2, 1), (ids.Length, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Data_that_an_image_already_has_is_not_sent_again()
    {
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes);
        Connect(Demo);
        Shell.Set("path", MakeFile(bytes)).Set("other", MakeFile(Bytes(1000, seed: 2), "other.img"));

        Assert.Equal(id, Shell.Run($"Send-OSImageData {id} $path -SkipIfUnchanged -PassThru").Single().Text("Id"));
        Assert.DoesNotContain(Requests(), request => request.StartsWith("PUT", StringComparison.Ordinal));
        ErrorsPage.AssertTold(Shell.Run($"Send-OSImageData {id} $other -SkipIfUnchanged").SingleError(), "WrongImageStatus");
    }

    [Fact]
    public void A_source_that_can_be_read_only_once_is_refused()
    {
        Connect(Demo);
        Shell.Set("chunks", Bytes(1000).Chunk(300).ToArray());

        ErrorsPage.AssertTold(
            Shell.Run("$chunks | New-OSImage once -SkipIfUnchanged").SingleError(), "InvalidParameters", "can be read only once", "-Path");
        Assert.DoesNotContain(Requests(), request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_expected_hash_identifies_data_at_a_URI()
    {
        var name = TestCloud.Name("uri");
        var bytes = Bytes(1000);
        var id = await FilledAsync(bytes, name);
        Connect(Demo);
        Shell.Set("name", name).Set("hash", Convert.ToHexStringLower(SHA512.HashData(bytes)));

        var image = Shell.Run("New-OSImage $name -Uri http://127.0.0.1:1/x -DiskFormat raw -SkipIfUnchanged -ExpectedHash $hash").Single();

        Assert.Equal(id, image.Text("Id"));
    }
}
