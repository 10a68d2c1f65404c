using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses that an attacker would send: extreme values, unexpected documents, heads and bodies without an end.</summary>
public sealed class HostileServerTests : RawServerTests
{
    private const string Huge = "1e300";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Project = "f5fe2b0546c44415b7748dc61e08c911";

    [Theory]
    [InlineData("//[")]
    [InlineData("//host:port/")]
    [InlineData("http://[::1")]
    [InlineData("///")]
    [InlineData("\\\\evil\\x")]
    [ReliabilityRow("80", "a redirect to what is not a URL")]
    public async Task A_redirect_without_a_valid_address_is_refused(string location)
    {
        await using var server = RawServer.Responding(_ => RawServer.Reply("302 Found", "", $"Location: {location}\r\n"));
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("80", FaultRow.Seen(error, server.Requests.Count));
    }

    [Theory]
    [InlineData(
        "Get-OSImageCache",
        $$"""
        {"cached_images": [{"image_id": "x", "last_accessed": {{Huge}}, "last_modified": -{{Huge}},
        "size": {{Huge}}, "hits": 99999999999999999999}], "queued_images": []}
        """)]
    [InlineData(
        "Get-OSImage",
        $$"""
        {"images": [{"id": "x", "size": {{Huge}}, "min_disk": 99999999999999999999, "min_ram": -1,
        "virtual_size": 9223372036854775807, "created_at": "9999-12-31T23:59:59Z",
        "updated_at": "0001-01-01T00:00:00Z"}]}
        """)]
    [InlineData(
        "Get-OSImageTask",
        """
        {"tasks": [{"id": "x", "created_at": "0000-00-00T00:00:00Z", "expires_at": "99999-01-01T00:00:00Z"}]}
        """)]
    [InlineData(
        "Get-OSImageUsage",
        """
        {"usage": {"a": {"usage": 99999999999999999999, "limit": -99999999999999999999}, "b": 5, "c": null}}
        """)]
    [InlineData(
        "Get-OSImageMetadefProperty OS::A",
        """
        {"properties": {"a": 5, "b": null, "c": [], "d": {"title": {}, "minimum": 1e300, "enum": {}}}}
        """)]
    [InlineData(
        "Get-OSImageMetadefNamespace",
        """
        {"namespaces": [{"namespace": "a", "created_at": [], "protected": "maybe", "properties": [],
        "objects": {}, "tags": 5}]}
        """)]
    [InlineData("Get-OSImageStore", """{"stores": [{"id": "a", "properties": [], "default": "yes", "weight": 1e300}]}""")]
    [InlineData("Get-OSImageImportInfo", """{"import-methods": {"value": [null, {}, [], 5, "web-download"]}}""")]
    [InlineData("Get-OSImageSchema", """{"properties": {"a": 5, "b": {"type": [[], "string"], "enum": {}, "maxLength": 1e300}}}""")]
    [ReliabilityRow("81", "numbers and times out of every range, and fields of unexpected kinds, in each document")]
    public async Task Extreme_values_are_shown_or_empty(string command, string body)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(IsVersions(request) ? Versions : body));
        Connect(server);

        var result = Shell.Run(command).MustSucceed();

        Assert.NotEmpty(result.Output);
        Assert.NotEmpty(Shell.Show($"{command}; {command} | Format-List *"));
        ReliabilityPage.Checked("81", "objects, whose properties are empty where the value has no meaning");
    }

    [Theory]
    [InlineData("Get-OSImageCache", """{"cached_images": [{"size": 5}]}""")]
    [InlineData("Get-OSImageCache", "[]")]
    [InlineData("Get-OSImageMetadefNamespace OS::A", "{}")]
    [InlineData("Get-OSImageMetadefNamespace OS::A", """{"namespace": "OS::A", "tags": [{}]}""")]
    [InlineData("Get-OSImageMetadefNamespace", """{"namespaces": [{"display_name": "a"}]}""")]
    [InlineData("Get-OSImageMetadefObject OS::A", """{"objects": [{}]}""")]
    [InlineData("Get-OSImageMetadefTag OS::A t", "{}")]
    [InlineData("Get-OSImageMetadefResourceType", """{"resource_types": [{}]}""")]
    [InlineData($"Get-OSImageLocation {ImageId}", "[{}]")]
    [InlineData($"Get-OSImageLocation {ImageId}", "{}")]
    [InlineData("Get-OSImageStore", """{"stores": [{}]}""")]
    [InlineData("Get-OSImageUsage", """{"usage": []}""")]
    [InlineData("Get-OSImageTask", """{"tasks": [{}]}""")]
    [InlineData($"Get-OSImageMember {ImageId}", """{"members": [{}]}""")]
    [ReliabilityRow("82", "documents without the field that names what they are about, from each service path")]
    public async Task A_document_without_its_root_key_is_an_explained_error(string command, string body)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(IsVersions(request) ? Versions
            : request.Target.EndsWith(ImageId, StringComparison.Ordinal) ? Image("x") : body));
        Connect(server);

        var error = Shell.Run(command).SingleError();

        ReliabilityPage.Saw("82", error.Id());
    }

    [Fact]
    [ReliabilityRow("83", "request IDs of 40,000 characters; a `next` link of 5 MB; a reason of 5,000 characters")]
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
    [ReliabilityRow("84", "heads, interim responses, trailers, chunk sizes and error bodies that never end; -TimeoutSec 2")]
    public async Task A_response_that_never_completes_ends_with_the_time_limit(string part)
    {
        await using var server = RawServer.Writing(async (_, connection, stopping) =>
        {
            var (start, piece) = part switch
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
                await connection.WriteAsync(Encoding.ASCII.GetBytes(piece), stopping);
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
    [ReliabilityRow("85b", "every download breaks after 10 bytes, and the response to every range is 416")]
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

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {0}-99/100\r\n\r\n", "")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n",
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {0}-{1}/100\r\nContent-Length: {2}\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HTTP/1.1 416 Requested Range Not Satisfiable\r\n\r\n", "HashMismatch")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n", "HashMismatch")]
    [ReliabilityRow("85c", "every download ends early and without an error: no length, or a shorter range than the requested one")]
    public async Task A_download_that_ends_early_is_continued(string first, string next, string errorId)
    {
        var data = new string('x', 100);
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var range = Regex.Match(request.Head, "bytes=([0-9]+)-");
            var from = range.Success ? int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            var to = Math.Min(from + 29, 99);
            var head = string.Format(CultureInfo.InvariantCulture, range.Success ? next : first, from, to, to - from + 1);
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
        ReliabilityPage.Checked("85c", "the right file after at most 6 requests; HashMismatch and no file if the service has no more data");
    }

    [Fact]
    [ReliabilityRow("92", "an import whose state cannot be read any more: 503 for ever, with -Wait")]
    public async Task The_error_for_an_unreadable_import_state_says_that_the_import_continues()
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
    [ReliabilityRow("86", "a lost POST, after which the verifying GETs return pages, other members and dates before the calendar")]
    public async Task A_follow_up_GET_with_an_invalid_response_proves_nothing()
    {
        await using var server = RawServer.Responding(request => request.Method switch
        {
            "POST" => "",
            _ => (request.Number % 3) switch
            {
                0 => RawServer.Reply("200 OK", "<html>", contentType: "text/html"),
                1 => RawServer.Ok($$"""{"image_id": "{{ImageId}}", "member_id": "other", "created_at": "2999-01-01T00:00:00Z"}"""),
                _ => RawServer.Reply("404 Not Found", "", "Date: Mon, 01 Jan 0001 00:00:00 GMT\r\n"),
            },
        });
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        var error = Shell.Run($"Add-OSImageMember {ImageId} {Project}").SingleError();

        Assert.Single(server.Requests, request => request.Method == "POST");
        ReliabilityPage.Saw("86", $"{error.Id()}, 1 POST");
    }

    [Fact]
    [ReliabilityRow("87", "a success whose Date is before the calendar, on a POST that is verified")]
    public async Task A_date_outside_the_calendar_is_empty()
    {
        await using var server = RawServer.Responding(request => request.Method == "POST" ? "" : RawServer.Reply(
            "200 OK",
            $$"""{"image_id": "{{ImageId}}", "member_id": "{{Project}}", "created_at": "2026-01-01T00:00:00Z"}""",
            "Date: Mon, 01 Jan 0001 00:00:00 GMT\r\n"));
        Connect(server);
        new JumpingClock().Attach(Shell.Run("$session").Single());

        var error = Shell.Run($"Add-OSImageMember {ImageId} {Project}").SingleError();

        ReliabilityPage.Saw("87", error.Id());
    }

    [Fact]
    [ReliabilityRow("88", "an error page of 64 KB that is made to take long: nested encodings, opening tags, base64; with -Debug")]
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

    private const string Versions = """{"versions": [{"id": "v2.18", "status": "CURRENT", "links": [{"rel": "self", "href": "/v2/"}]}]}""";

    private static bool IsVersions(RawRequest request) => request.Target is "/" or "/versions";
}
