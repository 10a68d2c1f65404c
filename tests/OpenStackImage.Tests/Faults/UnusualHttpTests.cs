using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Valid HTTP responses that web servers do not send, and responses of other protocols.</summary>
public sealed class UnusualHttpTests : RawServerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked", true)]
    [InlineData("Content-Length: -5", false)]
    [InlineData("Content-Length: 99999999999999999999999999", false)]
    [InlineData("Content-Length: 0x10", false)]
    [InlineData("Transfer-Encoding: chunked\r\nTrailer: X-Auth-Token", true)]
    [ReliabilityRow("66c", "Content-Length with Transfer-Encoding, negative, hexadecimal or above 2^64; trailers and extensions of chunks")]
    public async Task A_body_is_read_to_its_end(string headers, bool isChunked)
    {
        var list = List(Image("x"));
        var body = isChunked ? $"{list.Length:x};a=\"b\"\r\n{list}\r\n0\r\nX-Auth-Token: other\r\n\r\n" : list;
        await using var server = RawServer.Writing((_, connection, stopping) => WriteAsync(
            connection, $"{Ok}{headers}\r\n\r\n{body}", stopping));
        Connect(server);

        Assert.Equal(["x", "x"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));
        Assert.All(server.Requests, request => Assert.Contains($"X-Auth-Token: {Token}", request.Head, StringComparison.Ordinal));
        ReliabilityPage.Checked("66c", "the list");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("220 mail ESMTP\r\n")]
    [InlineData("HTTP/3 200\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\0\0\b\u0007\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("HTTP/1.1 2000 Odd\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n")]
    [ReliabilityRow("66d", "the beginning of another protocol (SSH, SMTP, HTTP/2 with GOAWAY), invalid headers and invalid chunks")]
    public async Task Another_protocol_is_an_error(string start)
    {
        await using var server = RawServer.Writing((_, connection, stopping) => WriteAsync(connection, start, stopping));
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        ReliabilityPage.Saw("66d", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Theory]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [ReliabilityRow("63c", "endless 100 and 103 responses, as fast as the network allows")]
    public async Task A_flood_of_interim_responses_ends(string interim)
    {
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(interim, 500)));
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            while (true)
            {
                await connection.WriteAsync(many, stopping);
            }
        });
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        ReliabilityPage.Saw("63c", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [ReliabilityRow("61b", "UTF-16 and UTF-32, with a byte order mark or without")]
    public async Task JSON_in_another_encoding_is_an_error(string encoding)
    {
        var body = Encoding.GetEncoding(encoding).GetBytes(List(Image("x")));
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            var head = $"{Ok}Content-Type: application/json; charset={encoding}\r\nContent-Length: {body.Length}\r\n\r\n";
            await WriteAsync(connection, head, stopping);
            await connection.WriteAsync(body, stopping);
        });
        Connect(server);

        ReliabilityPage.Saw("61b", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    [InlineData("1, 2")]
    [InlineData("2099-01-01T00:00:00Z")]
    [ReliabilityRow("23c", "503 once, with a Retry-After that is negative, above 2^64, a fraction, two values, or an ISO 8601 date")]
    public async Task An_invalid_Retry_After_is_ignored(string value)
    {
        await using var server = RawServer.Responding(request => request.Number == 1
            ? RawServer.Reply("503 Service Unavailable", "", $"Retry-After: {value}\r\n")
            : RawServer.Ok(EmptyList));
        Connect(server);
        var clock = new JumpingClock();
        clock.Attach(Shell.Run("$session").Single());

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.InRange(clock.Waited, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        ReliabilityPage.Saw("23c", $"the list after {FaultRow.Count(server.Requests.Count, "request")} and the default wait");
    }

    [Fact]
    [ReliabilityRow("84b", "500 cookies for every host")]
    public async Task Cookies_are_not_sent_back()
    {
        var cookies = string.Concat(Enumerable.Range(0, 500).Select(number => $"Set-Cookie: a{number}={number}; Path=/\r\n"));
        await using var server = RawServer.Responding(_ => RawServer.Reply("200 OK", EmptyList, cookies));
        Connect(server);

        Shell.Run("Get-OSImage; Get-OSImage").MustSucceed();

        var withCookie = server.Requests.Count(request => request.Head.Contains("Cookie:", StringComparison.OrdinalIgnoreCase));
        ReliabilityPage.Saw("84b", $"the list; {FaultRow.Count(withCookie, "request")} with a cookie");
    }
}
