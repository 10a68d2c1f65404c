using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Image data that ends early or belongs to another range.</summary>
public sealed class HostileDownloadTests : RawServerTests
{
    [Theory]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 50-99/100\r\nContent-Length: 50\r\n\r\n", 50)]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 9-9/5\r\nContent-Length: 1\r\n\r\n", 1)]
    [ReliabilityRow("85", "206 with a range that was not requested, of an image without size and hash")]
    public async Task Data_of_another_range_is_not_used_as_the_beginning(string head, int length)
    {
        await using var server = RawServer.Responding(request => request.Target.EndsWith("/file", StringComparison.Ordinal)
            ? head + new string('x', length)
            : RawServer.Ok(Image("x", ", \"disk_format\": \"raw\"")));
        Connect(server);
        using var folder = new CloudsFolder(Shell);

        var error = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved").SingleError();

        Assert.False(File.Exists(folder.Path("saved.img")));
        ReliabilityPage.Saw("85", $"{error.Id()}, 0 files");
    }

    [Fact]
    [ReliabilityRow("85b", "every download ends after 10 bytes, and the response to every range request is 416")]
    public async Task A_download_that_cannot_be_continued_ends_with_an_error()
    {
        await using var server = RawServer.Writing(async (request, connection, stopping) => await connection.WriteAsync(
            Encoding.UTF8.GetBytes(!request.Target.EndsWith("/file", StringComparison.Ordinal) ? RawServer.Ok(Image("x", ", \"size\": 100"))
                : request.Head.Contains("Range:", StringComparison.Ordinal) ? RawServer.Reply("416 Requested Range Not Satisfiable", "")
                : "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789"),
            stopping));
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());
        using var folder = new CloudsFolder(Shell);

        var error = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved").SingleError();

        Assert.InRange(server.Requests.Count, 3, 20);
        Assert.False(File.Exists(folder.Path("saved.img")));
        ReliabilityPage.Saw("85b", $"{error.Id()} after at most 20 requests, 0 files");
    }

    [Fact]
    [ReliabilityRow("48b", "the connection is closed after every 5,000 bytes of a download, 20 times")]
    public async Task A_download_that_makes_progress_is_resumed_without_a_delay()
    {
        const int ChunkSize = 5_000;
        var data = string.Concat(Enumerable.Range(0, ChunkSize * 4).Select(number => (number % 90_000 + 10_000).ToString("D5", null)));
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var from = FromOf(request);
            var status = from > 0 ? $"206 Partial Content\r\nContent-Range: bytes {from}-{data.Length - 1}/{data.Length}" : "200 OK";
            await connection.WriteAsync(
                Encoding.UTF8.GetBytes(!request.Target.EndsWith("/file", StringComparison.Ordinal)
                    ? RawServer.Ok(Image("x", $", \"size\": {data.Length}"))
                    : $"HTTP/1.1 {status}\r\nContent-Length: {data.Length - from}\r\n\r\n"
                        + data[from..Math.Min(from + ChunkSize, data.Length)]),
                stopping);
        });
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());
        using var folder = new CloudsFolder(Shell);

        Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved -WarningAction Ignore").MustSucceed();

        Assert.Equal(data, File.ReadAllText(folder.Path("saved.img")));
        ReliabilityPage.Saw(
            "48b", $"the correct file after {server.Requests.Count - 1} requests and {clock.Waited.TotalSeconds} s of waits");
    }

    [Fact]
    [ReliabilityRow("28f", "image data that arrives at one byte every 50 ms; -TimeoutSec 1")]
    public async Task Data_that_arrives_too_slowly_is_a_timeout()
    {
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var isData = request.Target.EndsWith("/file", StringComparison.Ordinal);
            await connection.WriteAsync(
                Encoding.UTF8.GetBytes(isData ? "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" : RawServer.Ok(Image("x"))), stopping);
            while (isData)
            {
                await connection.WriteAsync("x"u8.ToArray(), stopping);
                await Task.Delay(50, stopping);
            }
        });
        Connect(server, "-TimeoutSec 1");
        using var folder = new CloudsFolder(Shell);

        var error = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved").SingleError();

        Assert.Contains("less than 1024 bytes in 1 seconds", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.Path("saved.img"))!, "saved*"));
        ReliabilityPage.Saw("28f", $"{FaultRow.Seen(error, server.Requests.Count - 1)}, 0 files");
    }

    [Fact]
    [ReliabilityRow("46b", "an HTML page with status 200 instead of the data of an image without size and hash")]
    public async Task An_HTML_page_is_not_saved_as_an_image()
    {
        await using var server = RawServer.Responding(request => request.Target.EndsWith("/file", StringComparison.Ordinal)
            ? RawServer.Reply("200 OK", "<html>Sign in</html>", contentType: "text/html; charset=utf-8")
            : RawServer.Ok(Image("x")));
        Connect(server);
        using var folder = new CloudsFolder(Shell);

        var error = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved").SingleError();

        Assert.False(File.Exists(folder.Path("saved.img")));
        ReliabilityPage.Saw("46b", $"{error.Id()}, 0 files");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {0}-99/100\r\n\r\n", "")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n",
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {0}-{1}/100\r\nContent-Length: {2}\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HTTP/1.1 416 Requested Range Not Satisfiable\r\n\r\n", "HashMismatch")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HashMismatch")]
    [ReliabilityRow("85c", "every download ends early without an error: no length, or a shorter range than requested")]
    public async Task A_download_that_ends_early_is_continued(string first, string next, string errorId)
    {
        var data = new string('x', 100);
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var from = FromOf(request);
            var to = Math.Min(from + 29, 99);
            var head = string.Format(CultureInfo.InvariantCulture, from > 0 ? next : first, from, to, to - from + 1);
            await connection.WriteAsync(
                Encoding.UTF8.GetBytes(!request.Target.EndsWith("/file", StringComparison.Ordinal)
                    ? RawServer.Ok(Image("x", ", \"size\": 100"))
                    : head + (head.Contains("416", StringComparison.Ordinal) ? "" : data[from..(to + 1)])),
                stopping);
        });
        Connect(server);
        using var folder = new CloudsFolder(Shell);

        var result = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved -WarningAction Ignore");

        Assert.Equal(errorId, result.Errors is [var error] ? error.Id() : "");
        Assert.Equal(errorId.Length > 0, !File.Exists(folder.Path("saved.img")));
        Assert.True(errorId.Length > 0 || File.ReadAllText(folder.Path("saved.img")) == data);
        Assert.InRange(server.Requests.Count, 3, 6);
        ReliabilityPage.Checked(
            "85c", "the correct file after at most 6 requests; HashMismatch and no file if the service has no more data");
    }

    /// <summary>The first byte that a request wants.</summary>
    private static int FromOf(RawRequest request)
        => Regex.Match(request.Head, "bytes=([0-9]+)-") is { Success: true } range
            ? int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
}
