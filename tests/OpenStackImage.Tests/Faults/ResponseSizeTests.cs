using System.IO.Compression;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses that are larger than any that an image service sends.</summary>
public sealed class ResponseSizeTests : RawServerTests
{
    [Fact]
    [ReliabilityRow("15", "an endless chunked body")]
    public async Task An_endless_body_is_read_up_to_the_limit()
    {
        long sent = 0;
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            await WriteAsync(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stopping);
            var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
            while (true)
            {
                await connection.WriteAsync(chunk, stopping);
                sent += 0x10000;
            }
        });
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.InRange(Interlocked.Read(ref sent), 1, 100 << 20);
        ReliabilityPage.Saw("15", $"{FaultRow.Seen(error, server.Requests.Count)}: {Bound(error.ToString())}");
    }

    [Fact]
    [ReliabilityRow("15b", "a Content-Length of 2 GB without a body")]
    public async Task A_body_with_a_length_over_the_limit_is_not_read()
    {
        await using var server = RawServer.Responding(_ => "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n{");
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("15b", $"{FaultRow.Seen(error, server.Requests.Count)}: {Bound(error.ToString())}");
    }

    [Fact]
    [ReliabilityRow("15c", "a compressed body of 1 MB that expands to 1 GB")]
    public async Task A_decompression_bomb_is_decompressed_up_to_the_limit()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < 1024; i++)
            {
                gzip.Write(blanks);
            }
        }

        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            await WriteAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", stopping);
            await connection.WriteAsync(packed.ToArray(), stopping);
        });
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("15c", $"{FaultRow.Seen(error, server.Requests.Count)}: {Bound(error.ToString())}");
    }

    [Fact]
    [ReliabilityRow("15d", "503 with a page of 100 MB")]
    public async Task Only_the_beginning_of_an_error_page_is_read()
    {
        long sent = 0;
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            await WriteAsync(
                connection,
                $"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Type: text/html\r\nContent-Length: {100 << 20}\r\n\r\n",
                stopping);
            var chunk = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<title ", 1024)));
            for (var i = 0; i < 100 << 20; i += chunk.Length)
            {
                await connection.WriteAsync(chunk, stopping);
                Interlocked.Add(ref sent, chunk.Length);
            }
        });
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.InRange(Interlocked.Read(ref sent), 1, 50 << 20);
        Assert.InRange(error.ToString().Length, 1, 1000);
        ReliabilityPage.Saw("15d", $"{FaultRow.Seen(error, server.Requests.Count)}; 64 kB of the page are read");
    }

    [Fact]
    [ReliabilityRow("66b", "a header of 10 MB")]
    public async Task Endless_response_headers_are_an_error()
    {
        await using var server = RawServer.Writing(
            (_, connection, stopping) => WriteAsync(
                connection, $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 10 << 20)}\r\n\r\n", stopping));
        Connect(server);

        ReliabilityPage.Saw("66b", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    private static string Bound(string message)
        => message[message.IndexOf("larger than", StringComparison.Ordinal)..message.IndexOf(';', StringComparison.Ordinal)];
}
