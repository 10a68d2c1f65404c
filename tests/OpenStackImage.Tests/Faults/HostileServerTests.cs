using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses without an end, very long responses, and invalid redirects.</summary>
public sealed class HostileServerTests : RawServerTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData("//[")]
    [InlineData("//host:port/")]
    [InlineData("http://[::1")]
    [InlineData("///")]
    [InlineData("\\\\evil\\x")]
    [ReliabilityRow("80", "a redirect to an invalid URL")]
    public async Task A_redirect_without_a_valid_address_is_refused(string location)
    {
        await using var server = RawServer.Responding(_ => RawServer.Reply("302 Found", "", $"Location: {location}\r\n"));
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("80", FaultRow.Seen(error, server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("83", "request IDs of 40,000 characters; a `next` link of 5 MB; a reason phrase of 5,000 characters")]
    public async Task Long_texts_are_truncated_where_they_are_stored_or_shown()
    {
        await using var server = RawServer.Responding(request => request.Target.Contains("name=", StringComparison.Ordinal)
                || request.Target.EndsWith("/members", StringComparison.Ordinal)
            ? RawServer.Reply("404 " + new string('r', 5_000), "", $"x-openstack-request-id: {new string('i', 40_000)}\r\n")
            : RawServer.Ok($$"""{"images": [], "next": "{{new string('n', 5_000_000)}}"}"""));
        Connect(server);

        var refusals = Shell.Set("id", ImageId).Run("1..20 | ForEach-Object { Get-OSImageMember $id }").Errors;
        var requests = Shell.Run("Get-OpenStackRequest").Output;
        var last = Shell.Run("Get-OSImage").SingleError();

        Assert.All(refusals, error => Assert.InRange(error.ToString().Length, 1, 3_000));
        Assert.All(requests, request => Assert.InRange(request.Text("RequestId")!.Length, 1, 600));
        Assert.InRange(last.ToString().Length, 1, 10_000);
        ReliabilityPage.Saw("83", $"{refusals[0].Id()}, {last.Id()}: messages of at most 10,000 characters, request IDs of at most 600");
    }

    [Theory]
    [InlineData("header")]
    [InlineData("1xx")]
    [InlineData("trailer")]
    [InlineData("chunk size")]
    [InlineData("error body")]
    [InlineData("status line")]
    [ReliabilityRow("84", "endless headers, interim responses, trailers, chunk sizes and error bodies; -TimeoutSec 2")]
    public async Task A_response_that_never_completes_ends_with_the_time_limit(string part)
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            var (start, chunk) = part switch
            {
                "header" => ("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
                "1xx" => ("", "HTTP/1.1 102 Processing\r\n\r\n"),
                "trailer" => ($"{Chunked}{EmptyList.Length:x}\r\n{EmptyList}\r\n0\r\n", "X: y\r\n"),
                "chunk size" => (Chunked, "0"),
                "error body" => ("HTTP/1.1 404 Not Found\r\nContent-Length: 1000000\r\n\r\n", "x"),
                _ => ("HTTP/1.1 200 ", "O"),
            };
            await connection.WriteAsync(Encoding.ASCII.GetBytes(start), stopping);
            while (true)
            {
                await connection.WriteAsync(Encoding.ASCII.GetBytes(chunk), stopping);
                await Task.Delay(20, stopping);
            }
        });
        Connect(server, "-TimeoutSec 2");

        var script = Shell.Start("Get-OSImage");
        await script.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        var error = script.Finish().SingleError();

        Assert.True(error.Id() is "OperationTimeout" or "ConnectionFailed" or "UnexpectedAnswer", error.Id());
        Assert.InRange(server.Requests.Count, 1, 4);
        ReliabilityPage.Checked("84", "an error after at most 4 requests");
    }

    [Fact]
    [ReliabilityRow("92", "503 to every request about an import that was started, with -Wait")]
    public async Task The_error_for_an_unreadable_import_state_states_that_the_import_continues()
    {
        var tasks = 0;
        await using var server = RawServer.Responding(request => request.Method == "POST" ? RawServer.Reply("202 Accepted", "")
            : !request.Target.EndsWith("/tasks", StringComparison.Ordinal) ? RawServer.Ok(Image("x"))
            : tasks++ switch
            {
                0 => RawServer.Ok("""{"tasks": []}"""),
                1 => RawServer.Ok($$"""{"tasks": [{"id": "{{ImageId}}", "type": "api_image_import", "status": "processing"}]}"""),
                _ => RawServer.Reply("503 Service Unavailable", ""),
            });
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        var result = Shell.Run($"Import-OSImage {ImageId} -Uri http://127.0.0.1:1/disk.img -Wait");

        Assert.Contains("The import continues", Assert.Single(result.Warnings), StringComparison.Ordinal);
        ReliabilityPage.Saw("92", $"{result.SingleError().Id()}, and a warning that the import continues");
    }

    [Fact]
    [ReliabilityRow("88", "an error page of 64 KB that takes long to parse: nested encodings, opening tags, base64; with -Debug")]
    public async Task An_adversarial_error_page_is_parsed_in_bounded_time()
    {
        string[] pages =
        [
            string.Concat(Enumerable.Repeat("%25%32%35&amp;amp;\\u005c\\u0026", 2_000)),
            string.Concat(Enumerable.Repeat("<title<", 9_000)),
            string.Concat(Enumerable.Repeat("QUFBQUFB+/", 6_400)),
            new string('<', 64_000),
        ];
        await using var server = RawServer.Responding(request =>
        {
            var page = pages[(request.Number - 1) % pages.Length];
            return RawServer.Reply("400 Bad Request", page, $"X-More: {page[..30_000]}\r\n", "text/html");
        });
        Connect(server);

        var script = Shell.Start("1..4 | ForEach-Object { Get-OSImage -Debug }");
        await script.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        var errors = script.Finish().Errors;

        Assert.Equal(4, errors.Count);
        Assert.All(errors, error => Assert.InRange(error.ToString().Length, 1, 1_000));
        ReliabilityPage.Saw("88", $"{errors[0].Id()}, 4 times");
    }
}
