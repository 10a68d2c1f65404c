using System.Text;
using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>The behavior of OpenStack 2026.2 (Hibiscus, Image API 2.18) that older releases do not have.</summary>
public sealed class HibiscusTests
{
    private const string Mismatch = "Size mismatch: expected 11 bytes, got 10 bytes";

    [Theory]
    [InlineData(18, "10", 204, "")]
    [InlineData(18, "0", 204, "")]
    [InlineData(18, "11", 400, Mismatch)]
    [InlineData(18, "9", 400, "Size exceeds: expected 9 bytes, got 10 bytes")]
    [InlineData(18, "ten", 400, "Invalid or missing image size in request headers.")]
    [InlineData(17, "11", 204, "")]
    [InlineData(17, "ten", 204, "")]
    public async Task Data_of_another_size_than_the_declared_one_is_refused(int minor, string size, int status, string text)
    {
        await using var cloud = await ReleaseTests.StartAsync(minor);
        foreach (var resource in new[] { "file", "stage" })
        {
            var id = ReleaseTests.Add(cloud, "raw");

            var response = await PutAsync(cloud, id, resource, ("x-openstack-image-size", size));

            Assert.Equal(status, response.Status);
            Assert.Contains(text, response.Text, StringComparison.Ordinal);
            Assert.Equal(status == 204, cloud.State.Image(id)!.Status != "queued");
        }
    }

    [Fact]
    public async Task Refused_data_does_not_remain_in_the_store()
    {
        await using var cloud = await ReleaseTests.StartAsync(18);
        var id = ReleaseTests.Add(cloud, "raw");

        Assert.Contains(Mismatch, (await PutAsync(cloud, id, "file", ("x-openstack-image-size", "11"))).Text, StringComparison.Ordinal);

        Assert.Null(cloud.State.Image(id)!.Checksum);
        Assert.Equal(204, (await PutAsync(cloud, id, "file", ("x-openstack-image-size", "10"))).Status);
    }

    [Theory]
    [InlineData(18, true, "v2.18")]
    [InlineData(18, false, "v2.17")]
    [InlineData(17, false, "v2.17")]
    public async Task Only_a_cloud_with_a_cache_has_version_2_18(int minor, bool hasCache, string current)
    {
        await using var cloud = await CloudServer.StartAsync(new() { ImageApiMinor = minor, HasCache = hasCache });

        var versions = JsonDocument.Parse((await cloud.SendAsync("GET", "/image/")).Body).RootElement.GetProperty("versions");

        var marked = Assert.Single(versions.EnumerateArray(), version => version.GetProperty("status").GetString() == "CURRENT");
        Assert.Equal(current, marked.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(true, "nosuch", "Store 'nosuch' is not configured.")]
    [InlineData(false, "file", "Store selection for download is not available when multiple backends are not enabled.")]
    public async Task A_preferred_store_must_exist(bool hasStores, string store, string text)
    {
        await using var cloud = await CloudServer.StartAsync(new() { ImageApiMinor = 18, HasStores = hasStores });
        var id = cloud.State.AddImage(cloud.State.Project("demo").Id, "kept", configure: image => image.SetData(new byte[3])).Id;
        var token = await cloud.TokenAsync("demo");

        var refused = await cloud.SendAsync("GET", $"/image/v2/images/{id}/file?prefer=%20,{store}", token);
        var taken = await cloud.SendAsync("GET", $"/image/v2/images/{id}/file?prefer=", token);

        Assert.Equal((400, 200), (refused.Status, taken.Status));
        Assert.Contains(text, WebUtility(refused.Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17, "sha256", "zz", 400, "os_hash_value (zz) is not a valid hexadecimal value")]
    [InlineData(17, "md5", "abcd", 400, "os_hash_value: (abcd) is not the correct size for (md5) (should be (16) bytes)")]
    [InlineData(17, "sha384", "abcd", 400, "'sha384' is not one of")]
    [InlineData(17, "", "", 202, "")]
    [InlineData(18, "", "", 400, "URI for add location does not pass filtering: http://127.0.0.2/disk")]
    public async Task A_location_and_its_hash_are_checked_before_the_task(
        int minor, string algorithm, string value, int status, string text)
    {
        await using var cloud = await ReleaseTests.StartAsync(minor);
        var expected = algorithm.Length == 0
            ? ""
            : $$""", "validation_data": {"os_hash_algo": "{{algorithm}}", "os_hash_value": "{{value}}"}""";

        var response = await cloud.SendAsync(
            "POST",
            $"/image/v2/images/{ReleaseTests.Add(cloud, "raw")}/locations",
            await cloud.TokenAsync("demo"),
            $$"""{"url": "http://127.0.0.2/disk"{{expected}}}""",
            ("Accept", "application/json"));

        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/stage", "Invalid content type text/plain")]
    [InlineData("PATCH", "", "Image PATCH expects Content-Type one of: application/openstack-images-v2.0-json-patch, ")]
    public async Task A_415_response_states_the_reason(string method, string resource, string text)
    {
        foreach (var minor in new[] { 17, 18 })
        {
            await using var cloud = await ReleaseTests.StartAsync(minor);
            var path = $"/image/v2/images/{ReleaseTests.Add(cloud, "raw")}{resource}";

            var response = await cloud.SendAsync(method, path, await cloud.TokenAsync("demo"), "x", ("Content-Type", "text/plain"));

            Assert.Equal(415, response.Status);
            Assert.Equal(minor == 18, response.Text.Contains(text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(17, 0x83, false, 204)]
    [InlineData(18, 0x83, false, 204)]
    [InlineData(18, 0xEE, false, 415)]
    [InlineData(18, 0x00, false, 415)]
    [InlineData(17, 0x00, false, 204)]
    [InlineData(18, 0x00, true, 204)]
    public async Task The_partition_table_of_a_disk_is_checked_strictly(int minor, byte type, bool isFat, int status)
    {
        await using var cloud = await ReleaseTests.StartAsync(minor);
        var disk = new byte[1024];
        (disk[510], disk[511], disk[446 + 4], disk[446 + 8]) = (0x55, 0xAA, type, 2);
        (disk[0x10], disk[0x15]) = isFat ? ((byte)2, (byte)0xF8) : default;
        disk[446 + 8] = type == 0 ? (byte)0 : disk[446 + 8];

        Assert.Equal(status, (await ReleaseTests.UploadAsync(cloud, ReleaseTests.Add(cloud, "raw"), disk)).Status);
    }

    [Theory]
    [InlineData(16, null, "", 5, null, false)]
    [InlineData(16, 3, "", 3, null, true)]
    [InlineData(16, 3, "?limit=2", 3, null, true)]
    [InlineData(17, null, "", 5, null, false)]
    [InlineData(17, 3, "", 3, null, false)]
    [InlineData(17, 3, "?limit=1000", 3, "limit=3&marker=", true)]
    [InlineData(17, null, "?limit=2&domain_id=default", 2, "domain_id=default&limit=2&marker=", true)]
    [InlineData(17, null, "?limit=1000", 5, null, false)]
    public async Task The_projects_are_listed_in_pages(int minor, int? limit, string query, int count, string? next, bool isCut)
    {
        await using var cloud = await CloudServer.StartAsync(new() { ImageApiMinor = minor, ListLimit = limit });
        var token = await cloud.TokenAsync("admin");
        while (cloud.State.Projects.Count < 5)
        {
            cloud.State.AddProject($"another {cloud.State.Projects.Count}");
        }

        var body = JsonDocument.Parse((await cloud.SendAsync("GET", "/identity/v3/projects" + query, token)).Body).RootElement;

        Assert.Equal(count, body.GetProperty("projects").GetArrayLength());
        Assert.Equal(isCut, body.TryGetProperty("truncated", out _));
        Assert.Contains(next ?? "", body.GetProperty("links").GetProperty("next").GetString() ?? "", StringComparison.Ordinal);
        Assert.Equal(next is null, body.GetProperty("links").GetProperty("next").GetString() is null);
    }

    private static string WebUtility(string html) => System.Net.WebUtility.HtmlDecode(html);

    private static async Task<RawResponse> PutAsync(CloudServer cloud, string id, string resource, (string, string) header)
        => await RawHttp.SendAsync(
            cloud.BaseUri,
            "PUT",
            $"/image/v2/images/{id}/{resource}",
            [
                ("X-Auth-Token", await cloud.TokenAsync("demo")), ("Content-Type", "application/octet-stream"),
                ("Accept", "application/json"), header,
            ],
            Encoding.ASCII.GetBytes("0123456789"));
}
