using System.Text;
using System.Text.Json;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>The differences between the API versions of the local cloud: 2.16 (Zed), 2.17 (Epoxy) and 2.18 (Hibiscus).</summary>
public sealed class ReleaseTests
{
    private const string OctetStream = "application/octet-stream";

    [Theory]
    [InlineData(16, "v2.16", "v2.16 v2.15 v2.14 v2.13")]
    [InlineData(17, "v2.17", "v2.16 v2.15 v2.14 v2.13")]
    [InlineData(18, "v2.18", "v2.18 v2.17 v2.16 v2.15")]
    public async Task The_version_list_names_the_current_version(int minor, string current, string first)
    {
        await using var cloud = await StartAsync(minor);

        var versions = JsonDocument.Parse((await cloud.SendAsync("GET", "/image/")).Body).RootElement.GetProperty("versions")
            .EnumerateArray().ToArray();

        Assert.Equal(minor + 1, versions.Length);
        Assert.StartsWith(
            first, string.Join(' ', versions.Select(version => version.GetProperty("id").GetString())), StringComparison.Ordinal);
        var marked = Assert.Single(versions, version => version.GetProperty("status").GetString() == "CURRENT");
        Assert.Equal(current, marked.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(16, 204, "active", "")]
    [InlineData(17, 415, "queued", "The request media type application/octet-stream is not supported by this server.\\n<br /><br />\\n\"")]
    [InlineData(18, 415, "queued", "<br /><br />\\nImage disk_format qcow2 does not match stream data raw")]
    public async Task Data_of_another_format_is_rejected_since_Epoxy(int minor, int status, string after, string text)
    {
        await using var cloud = await StartAsync(minor);
        var id = Add(cloud, "qcow2");

        var response = await UploadAsync(cloud, id, new byte[1024]);

        Assert.Equal(status, response.Status);
        Assert.Contains(text, response.Text, StringComparison.Ordinal);
        Assert.Equal(after, cloud.State.Image(id)!.Status);
    }

    [Theory]
    [InlineData("raw", "", 204)]
    [InlineData("aki", "", 204)]
    [InlineData("qcow2", "QFI\u00fb\0\0\0\u0003", 204)]
    [InlineData("vmdk", "QFI\u00fb\0\0\0\u0003", 415)]
    [InlineData("raw", "QFI\u00fb\0\0\0\u0003", 204)]
    [InlineData("qcow2", "QFI\u00fb\0\0\0\u0003\0\0\0\0\0\0\u0002", 415)]
    [InlineData("raw", "QFI\u00fb\0\0\0\u0003\0\0\0\0\0\0\u0002", 415)]
    [InlineData("vmdk", "KDMV createType=\"monolithicSparse\"", 204)]
    [InlineData("vmdk", "KDMV createType=\"monolithicFlat\"", 415)]
    [InlineData("vhd", "conectix", 204)]
    public async Task The_format_and_the_safety_of_data_are_inspected(string format, string beginning, int status)
    {
        await using var cloud = await StartAsync(17);
        var data = new byte[1024];
        Encoding.Latin1.GetBytes(beginning).CopyTo(data, 0);

        Assert.Equal(status, (await UploadAsync(cloud, Add(cloud, format), data)).Status);
    }

    [Fact]
    public async Task Rejected_data_remains_in_the_store_and_blocks_another_upload()
    {
        await using var cloud = await StartAsync(17);
        var id = Add(cloud, "qcow2");
        await UploadAsync(cloud, id, new byte[1024]);
        var good = new byte[1024];
        Encoding.Latin1.GetBytes("QFI\u00fb\0\0\0\u0003").CopyTo(good, 0);

        var again = await UploadAsync(cloud, id, good);
        var image = cloud.State.Image(id)!;

        Assert.Equal(500, again.Status);
        Assert.Equal(("queued", null, "file"), (image.Status, image.Size, image.Stores));
        Assert.NotNull(image.Checksum);
    }

    [Fact]
    public async Task An_import_of_data_of_another_format_fails()
    {
        await using var cloud = await StartAsync(17);
        var id = Add(cloud, "qcow2");
        var token = await cloud.TokenAsync("demo");
        await cloud.SendAsync("PUT", $"/image/v2/images/{id}/stage", token, "hello", ("Content-Type", OctetStream));

        await cloud.SendAsync("POST", $"/image/v2/images/{id}/import", token, """{"method": {"name": "glance-direct"}}""");
        var tasks = (await cloud.SendAsync("GET", $"/image/v2/images/{id}/tasks", token)).Text;

        Assert.Contains("\"status\": \"failure\"", tasks, StringComparison.Ordinal);
        Assert.Equal("queued", cloud.State.Image(id)!.Status);
    }

    [Theory]
    [InlineData(16, 200)]
    [InlineData(17, 403)]
    public async Task A_token_with_a_system_scope_is_denied_since_Epoxy(int minor, int status)
    {
        await using var cloud = await StartAsync(minor);
        var body = Login.Body("admin").Replace(
            """{"project": {"name": "admin", "domain": {"name": "Default"}}}""", """{"system": {"all": true}}""", StringComparison.Ordinal);
        var token = (await cloud.SendAsync("POST", "/identity/v3/auth/tokens", body: body)).Headers["X-Subject-Token"];

        var response = await cloud.SendAsync("GET", "/image/v2/images", token);

        Assert.Equal(status, response.Status);
        Assert.Equal(
            status == 403, response.Text.Contains("You are not authorized to complete get_images action.", StringComparison.Ordinal));
        var hidden = await cloud.SendAsync("GET", $"/image/v2/images/{Add(cloud, "raw")}", token, headers: ("Accept", "application/json"));
        Assert.Equal(status == 403, hidden.Text.Contains("The resource could not be found.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(16, "locations", "GET", 404)]
    [InlineData(17, "locations", "GET", 403)]
    public async Task Locations_are_available_since_Epoxy(int minor, string resource, string method, int status)
    {
        await using var cloud = await StartAsync(minor);

        var response = await cloud.SendAsync(method, $"/image/v2/images/{Add(cloud, "raw")}/{resource}", await cloud.TokenAsync("demo"));

        Assert.Equal(status, response.Status);
    }

    [Theory]
    [InlineData(17, 405)]
    [InlineData(18, 200)]
    public async Task The_cache_can_be_pruned_since_2_18(int minor, int status)
    {
        await using var cloud = await StartAsync(minor);

        Assert.Equal(status, (await cloud.SendAsync("POST", "/image/v2/cache/prune", await cloud.TokenAsync("admin"))).Status);
    }

    [Theory]
    [InlineData("--api 2.17", 17)]
    [InlineData("--api 2.18 --sample", 18)]
    [InlineData("", 16)]
    [InlineData("--api 2.99", null)]
    [InlineData("--api", null)]
    public void The_version_can_be_specified_on_the_command_line(string line, int? minor)
        => Assert.Equal(minor, CommandLine.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))?.ImageApiMinor);

    internal static Task<CloudServer> StartAsync(int minor)
        => CloudServer.StartAsync(new() { ImageApiMinor = minor, TaskTime = TimeSpan.Zero });

    internal static string Add(CloudServer cloud, string format)
        => cloud.State.AddImage(
            cloud.State.Project("demo").Id, format, configure: image => (image.DiskFormat, image.ContainerFormat) = (format, "bare")).Id;

    internal static async Task<RawResponse> UploadAsync(CloudServer cloud, string id, byte[] data)
        => await RawHttp.SendAsync(
            cloud.BaseUri,
            "PUT",
            $"/image/v2/images/{id}/file",
            [("X-Auth-Token", await cloud.TokenAsync("demo")), ("Content-Type", OctetStream), ("Accept", "application/json")],
            data);
}
