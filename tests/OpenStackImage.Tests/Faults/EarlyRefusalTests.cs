using System.Globalization;
using System.IO.Compression;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Services that reject a request before they have received the complete body.</summary>
public sealed class EarlyRefusalTests : IDisposable
{
    private const string ImageId = "11111111-1111-4111-8111-111111111111";
    private const string Project = "f5fe2b0546c44415b7748dc61e08c911";
    private const int FileSize = 32 << 20;

    private readonly Shell _shell = Shell.WithModule();
    private readonly string _path = Path.GetTempFileName();

    public EarlyRefusalTests()
    {
        using var file = File.OpenWrite(_path);
        file.SetLength(FileSize);
    }

    [Theory]
    [InlineData("413 Request Entity Too Large", "Image exceeds the storage quota: too large.", true, "LimitExceeded")]
    [InlineData("413 Request Entity Too Large", "Image exceeds the storage quota: too large.", false, "LimitExceeded")]
    [InlineData(
        "415 Unsupported Media Type",
        "The request media type application/octet-stream is not supported by this server.",
        true,
        "FormatMismatch")]
    [InlineData("409 Conflict", "Image status transition from active to saving is not allowed", true, "WrongImageStatus")]
    [ReliabilityRow("67", "413, 415 or 409 while the data is still being sent; the connection is then closed, or remains open and is "
        + "not read")]
    public async Task An_early_refusal_of_an_upload_is_the_error_and_the_data_is_sent_once(
        string status, string sentence, bool closes, string id)
    {
        await using var server = RawServer.ReadingBodies(async (request, connection, stopping) =>
        {
            if (request.Method != "PUT")
            {
                await connection.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Ok(Image("queued"))), stopping);
                return;
            }

            await connection.ReadExactlyAsync(new byte[100_000], stopping);
            var reply = RawServer.Reply(status, $"{status}\n\n{sentence}", contentType: "text/plain");
            await connection.WriteAsync(Encoding.UTF8.GetBytes(reply), stopping);
            if (!closes)
            {
                await Task.Delay(Timeout.Infinite, stopping);
            }

            await DrainAsync(connection, stopping);
        });
        Pin(server);

        var error = _shell.Set("path", _path).Run($"Send-OSImageData {ImageId} -Path $path -SkipFormatCheck").SingleError();

        Assert.Contains(sentence, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(id, error.Id());
        var sent = server.Requests.Count(request => request.Method == "PUT");
        Assert.Equal(1, sent);
        ReliabilityPage.Saw("67", $"the error is that of the service; {FaultRow.Count(sent, "upload")}");
    }

    [Theory]
    [InlineData("413 Request Entity Too Large", "chunked", "LimitExceeded")]
    [InlineData("413 Request Entity Too Large", "gzip", "LimitExceeded")]
    [InlineData("413 Request Entity Too Large", "chunked gzip", "LimitExceeded")]
    [InlineData("409 Conflict", "", "Conflict")]
    [InlineData("507 Insufficient Storage", "", "ServiceError")]
    [InlineData("308 Permanent Redirect", "", "RedirectRefused")]
    [ReliabilityRow("67c", "the same with a chunked or compressed response, other status codes, and if the server resets the connection")]
    public async Task An_early_refusal_is_read_in_any_framing(string status, string coding, string id)
    {
        const string sentence = "The quota of this project is used up.";
        await using var server = RawServer.ReadingBodies(async (request, connection, stopping) =>
        {
            if (request.Method != "PUT")
            {
                await connection.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Ok(Image("queued"))), stopping);
                return;
            }

            // The rest of the body is not read, so that the connection is reset.
            await connection.ReadExactlyAsync(new byte[100_000], stopping);
            await connection.WriteAsync(Encode(status, $"{{\"message\": \"{sentence}\"}}", coding), stopping);
        });
        Pin(server);

        var error = _shell.Set("path", _path).Run($"Send-OSImageData {ImageId} -Path $path -SkipFormatCheck").SingleError();

        Assert.Equal(id, error.Id());
        Assert.True(id == "RedirectRefused" || error.ToString().Contains($"{sentence} (PUT", StringComparison.Ordinal), error.ToString());
        var sent = server.Requests.Count(request => request.Method == "PUT");
        ReliabilityPage.Saw("67c", $"the error is that of the service; {FaultRow.Count(sent, "upload")}");
    }

    private static byte[] Encode(string status, string text, string coding)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var headers = "Location: /elsewhere\r\n";
        if (coding.Contains("gzip", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                gzip.Write(body);
            }

            body = packed.ToArray();
            headers += "Content-Encoding: gzip\r\n";
        }

        if (coding.Contains("chunked", StringComparison.Ordinal))
        {
            headers += "Transfer-Encoding: chunked\r\n";
            body = [.. Chunk(body[..7]), .. Chunk(body[7..]), .. "0\r\n\r\n"u8];
        }
        else
        {
            headers += FormattableString.Invariant($"Content-Length: {body.Length}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}\r\n"), .. body];
    }

    private static byte[] Chunk(byte[] data)
        => [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"{data.Length:x}; part\r\n")), .. data, .. "\r\n"u8];

    /// <summary>Reads for a moment what is still sent, as servers do before they close: a reset could discard their response.</summary>
    private static async Task DrainAsync(Stream connection, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience.Limit);
        var chunk = new byte[64 * 1024];
        try
        {
            while (await connection.ReadAsync(chunk, limit.Token) > 0)
            {
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The client has closed the connection, or sends for longer than servers read.
        }
    }

    [Fact]
    [ReliabilityRow("67b", "417 to an upload with Expect: 100-continue")]
    public async Task An_upload_whose_Expect_header_is_refused_is_repeated_without_it()
    {
        var stored = 0L;
        await using var server = RawServer.ReadingBodies(async (request, connection, stopping) =>
        {
            var expects = request.Head.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase);
            if (request.Method == "PUT" && !expects)
            {
                await connection.ReadExactlyAsync(new byte[FileSize], stopping);
                stored = FileSize;
            }

            var reply = request.Method != "PUT" ? RawServer.Ok(Image(stored == 0 ? "queued" : "active"))
                : expects ? RawServer.Reply("417 Expectation Failed", "")
                : RawServer.Reply("204 No Content", "");
            await connection.WriteAsync(Encoding.UTF8.GetBytes(reply), stopping);
        });
        Pin(server);

        _shell.Set("path", _path).Run($"Send-OSImageData {ImageId} -Path $path -SkipFormatCheck").MustSucceed();

        Assert.Equal(FileSize, stored);
        ReliabilityPage.Saw("67b", $"stored after {FaultRow.Count(server.Requests.Count(request => request.Method == "PUT"), "request")}");
    }

    public void Dispose()
    {
        _shell.Dispose();
        File.Delete(_path);
    }

    private static string Image(string status) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"id": "{{ImageId}}", "name": "early", "status": "{{status}}", "visibility": "private", "owner": "{{Project}}",
        "disk_format": "raw", "container_format": "bare", "size": {{(status == "active" ? FileSize : 0)}}}
        """);

    private void Pin(RawServer server) => _shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret("t0ken-of-the-test"))
        .Run($"$session = Connect-OpenStack -ImageEndpoint $endpoint -Token $token -ProjectId {Project} -TimeoutSec 20").MustSucceed();
}
