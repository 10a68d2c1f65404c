using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>Data of images. The expected responses are those of a real Glance.</summary>
public sealed class DataTests : CloudTest
{
    private const string OctetStream = "application/octet-stream";

    [Fact]
    public async Task Data_of_several_megabytes_is_returned_completely_and_in_ranges()
    {
        var (token, id) = (await Cloud.TokenAsync("demo"), AddRaw());
        var data = new byte[3_500_000];
        new Random(1).NextBytes(data.AsSpan(1_000_000, 50_000));

        var sent = await RawHttp.SendAsync(
            Cloud.BaseUri, "PUT", $"/image/v2/images/{id}/file", [("X-Auth-Token", token), ("Content-Type", OctetStream)], data);

        Assert.Equal(204, sent.Status);
        Assert.Equal(data, (await Cloud.SendAsync("GET", $"/image/v2/images/{id}/file", token)).Body);
        var part = await Cloud.SendAsync("GET", $"/image/v2/images/{id}/file", token, null, ("Range", "bytes=1000000-2999999"));
        Assert.Equal((206, "bytes 1000000-2999999/3500000"), (part.Status, part.Headers["Content-Range"]));
        Assert.Equal(data[1_000_000..3_000_000], part.Body);
    }

    [Fact]
    public async Task An_image_without_formats_accepts_no_data()
    {
        var id = Add("demo", "bare");

        var response = await Cloud.SendAsync(
            "PUT", $"/image/v2/images/{id}/file", await Cloud.TokenAsync("demo"), "abc", ("Content-Type", OctetStream));

        Assert.Equal(400, response.Status);
        Assert.Contains(
            "Properties disk_format, container_format must be set prior to saving data.", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_upload_leaves_the_image_queued()
    {
        var (token, id) = (await Cloud.TokenAsync("demo"), AddRaw());
        using (TcpClient connection = new())
        {
            await connection.ConnectAsync(Cloud.BaseUri.Host, Cloud.BaseUri.Port);
            await connection.GetStream().WriteAsync(Head(id, token, "Content-Length: 1000000", new string('x', 200_000)));
            Assert.True(SpinWait.SpinUntil(() => StatusOf(id) == "saving", TimeSpan.FromSeconds(30)));
        }

        Assert.True(SpinWait.SpinUntil(() => StatusOf(id) == "queued", TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("bad", "HTTP/1.1 401 ")]
    [InlineData(null, "HTTP/1.1 100 ")]
    public async Task Expect_100_continue_is_honored_before_the_data_is_sent(string? token, string response)
    {
        var id = AddRaw();
        using TcpClient connection = new();
        await connection.ConnectAsync(Cloud.BaseUri.Host, Cloud.BaseUri.Port);
        await connection.GetStream()
            .WriteAsync(Head(id, token ?? await Cloud.TokenAsync("demo"), "Content-Length: 10\r\nExpect: 100-continue", ""));

        var first = new byte[response.Length];
        await connection.GetStream().ReadExactlyAsync(first);

        Assert.Equal(response, Encoding.ASCII.GetString(first));
    }

    private static byte[] Head(string id, string token, string more, string body)
        => Encoding.ASCII.GetBytes(
            $"PUT /image/v2/images/{id}/file HTTP/1.1\r\nHost: x\r\nX-Auth-Token: {token}\r\n"
            + $"Content-Type: {OctetStream}\r\n{more}\r\n\r\n{body}");

    private string AddRaw()
        => Cloud.State.AddImage(
            Cloud.State.Project("demo").Id, "raw", configure: image => (image.DiskFormat, image.ContainerFormat) = ("raw", "bare")).Id;

    private string StatusOf(string id) => Cloud.State.Images.Single(image => image.Id == id).Status;
}
