using System.Security.Cryptography;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Clouds whose configuration differs from that of DevStack.</summary>
public sealed class ConfiguredCloudTests
{
    private static readonly byte[] Data = [1, 2, 3];

    [Theory]
    [InlineData("saving")]
    [InlineData("queued")]
    public async Task With_a_converting_store_an_image_becomes_active_some_time_after_the_upload(string status)
    {
        TickingClock clock = new();
        await using var cloud = await CloudServer.StartAsync(
            new() { StoreTime = TimeSpan.FromMinutes(1), StatusWhileStoring = status, Clock = clock });
        var id = ReleaseTests.Add(cloud, "raw");

        Assert.Equal(204, (await ReleaseTests.UploadAsync(cloud, id, Data)).Status);
        Assert.Contains($"\"status\": \"{status}\"", await ShowAsync(cloud, id), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains(
            "\"status\": \"active\", \"checksum\": \"5289df737df57326fcdd22597afb1fac\"",
            await ShowAsync(cloud, id),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_has_the_algorithm_of_the_cloud()
    {
        await using var cloud = await CloudServer.StartAsync(new() { HashAlgorithm = "sha256" });
        var id = ReleaseTests.Add(cloud, "raw");

        await ReleaseTests.UploadAsync(cloud, id, Data);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Data));
        Assert.Contains(
            $"\"os_hash_algo\": \"sha256\", \"os_hash_value\": \"{hash}\"", await ShowAsync(cloud, id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "\"checksum\": \"5289df737df57326fcdd22597afb1fac\"")]
    [InlineData(false, "\"checksum\": null")]
    public async Task A_cloud_without_hashes_has_a_checksum_or_nothing(bool hasChecksum, string checksum)
    {
        await using var cloud = await CloudServer.StartAsync(new() { HashAlgorithm = null, HasChecksum = hasChecksum });
        var id = ReleaseTests.Add(cloud, "raw");

        await ReleaseTests.UploadAsync(cloud, id, Data);

        var image = await ShowAsync(cloud, id);
        Assert.Contains(checksum, image, StringComparison.Ordinal);
        Assert.Contains("\"os_hash_algo\": null, \"os_hash_value\": null", image, StringComparison.Ordinal);
        var download = await cloud.SendAsync("GET", $"/image/v2/images/{id}/file", await cloud.TokenAsync("demo"));
        Assert.Equal(Data, download.Body);
        Assert.Equal(hasChecksum, download.Headers.ContainsKey("Content-MD5"));
    }

    [Fact]
    public async Task A_project_ID_can_be_an_account_number()
    {
        await using var cloud = await CloudServer.StartAsync();
        var project = cloud.State.AddProject("account", id: "123456789012");
        cloud.State.AddUser("accountant", "secret", project.Id);

        var response = await cloud.SendAsync(
            "POST",
            "/identity/v3/auth/tokens",
            body: Login.Body("accountant")
                .Replace("""{"project": {"name": "accountant",""", """{"project": {"name": "account",""", StringComparison.Ordinal));

        Assert.Equal(201, response.Status);
        Assert.Contains("\"id\": \"123456789012\"", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_from_another_region_copies_formats_and_hardware_properties()
    {
        await using var cloud = await CloudServer.StartAsync(new() { TaskTime = TimeSpan.Zero });
        var token = await cloud.TokenAsync("demo");
        var source = ReleaseTests.Add(cloud, "iso");
        await ReleaseTests.UploadAsync(cloud, source, Data);
        cloud.State.UpdateImage(source, image => (image.Properties["hw_disk_bus"], image.Properties["other"]) = ("scsi", "x"));
        var id = ReleaseTests.Add(cloud, "raw");

        await cloud.SendAsync(
            "POST",
            $"/image/v2/images/{id}/import",
            token,
            $$$"""{"method": {"name": "glance-download", "glance_region": "RegionOne", "glance_image_id": "{{{source}}}"}}""");
        var image = await ShowAsync(cloud, id);

        Assert.Contains("\"hw_disk_bus\": \"scsi\"", image, StringComparison.Ordinal);
        Assert.Contains("\"disk_format\": \"iso\"", image, StringComparison.Ordinal);
        Assert.DoesNotContain("\"other\"", image, StringComparison.Ordinal);
    }

    private static async Task<string> ShowAsync(CloudServer cloud, string id)
        => (await cloud.SendAsync("GET", $"/image/v2/images/{id}", await cloud.TokenAsync("demo"))).Text;
}
