using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>A service that closes the connection after each byte of image data.</summary>
public sealed class SlowDownloadTests : RawServerTests
{
    [Fact]
    [ReliabilityRow("48c", "the connection is closed after each byte of a download, 200 times")]
    public async Task A_download_of_single_bytes_is_completed_with_increasing_waits()
    {
        var data = string.Concat(Enumerable.Range(0, 200).Select(number => (char)('a' + (number % 26))));
        await using var server = Server(data.Length, from => data.Substring(from, 1));
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());
        using var folder = new CloudsFolder(Shell);

        var result = Shell.Set("saved", folder.Path("saved.img"))
            .Run($"Save-OSImage {ImageId} $saved -WarningAction Ignore -Verbose");

        result.MustSucceed();
        Assert.Equal(data, File.ReadAllText(folder.Path("saved.img")));
        Assert.Contains(result.Verbose, text => text.Contains("0.3 s", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, text => text.Contains("5.0 s", StringComparison.Ordinal));
        ReliabilityPage.Saw("48c", string.Create(
            CultureInfo.InvariantCulture,
            $"the correct file after {DataRequests(server)} requests and {clock.Waited.TotalMinutes:0} minutes of waits"));
    }

    [Fact]
    [ReliabilityRow("48d", "the connection is closed after each byte of a download of 1 TB")]
    public async Task A_download_of_single_bytes_ends_with_an_error()
    {
        await using var server = Server(1_000_000_000_000, _ => "x");
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());
        using var folder = new CloudsFolder(Shell);

        var error = Shell.Set("saved", folder.Path("saved.img")).Run($"Save-OSImage {ImageId} $saved -WarningAction Ignore").SingleError();

        Assert.Contains("most requests returned less than 1024 bytes", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(DataRequests(server), 100, 6_000);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.Path("saved.img"))!, "saved*"));
        ReliabilityPage.Saw("48d", string.Create(
            CultureInfo.InvariantCulture, $"{error.Id()} after {clock.Waited.TotalHours:0} hours, 0 files"));
    }

    private static int DataRequests(RawServer server)
        => server.Requests.Count(request => request.Target.EndsWith("/file", StringComparison.Ordinal));

    /// <summary>Starts a server that sends one part of the data per connection.</summary>
    private static RawServer Server(long size, Func<int, string> chunk) => RawServer.Writing(async (request, connection, stopping) =>
    {
        var from = Regex.Match(request.Head, "bytes=([0-9]+)-") is { Success: true } range
            ? int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
        var status = from > 0 ? $"206 Partial Content\r\nContent-Range: bytes {from}-{size - 1}/{size}" : "200 OK";
        await connection.WriteAsync(
            Encoding.UTF8.GetBytes(request.Target.EndsWith("/file", StringComparison.Ordinal)
                ? $"HTTP/1.1 {status}\r\nContent-Length: {size - from}\r\n\r\n{chunk(from)}"
                : RawServer.Ok(Image("x", $", \"size\": {size}"))),
            stopping);
    });
}
