using System.IO.Compression;
using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses that contradict their headers, or that no image service sends.</summary>
public sealed class InvalidResponseTests : RawServerTests
{
    private const string SignInPage = "<html><head><title>Sign in</title><style>p {}</style></head><body>Please sign in</body></html>";

    [Fact]
    [ReliabilityRow("10", "an HTML page with 200")]
    public async Task An_HTML_page_with_200_is_an_error_that_names_the_content_and_the_URL()
    {
        await using var server = RawServer.Responding(_ => RawServer.Reply("200 OK", SignInPage, contentType: "text/html"));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        Assert.Contains("text/html", result.SingleError().ToString(), StringComparison.Ordinal);
        Assert.Contains($"{server.Uri}v2/images", result.SingleError().ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("10", $"{FaultRow.Seen(result.SingleError(), server.Requests.Count)}, which names content type and address");
    }

    [Fact]
    [ReliabilityRow("11", "502 with an HTML page")]
    public async Task An_HTML_page_with_502_is_retried_and_shown_without_markup()
    {
        await using var server = RawServer.Responding(
            _ => RawServer.Reply("502 Bad Gateway", SignInPage, "Retry-After: 0\r\n", "text/html"));
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Contains("Please sign in (GET /v2/images: HTTP 502 Bad Gateway, 4 attempts)", error.ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw("11", $"{FaultRow.Seen(error, server.Requests.Count)}, with the text of the page");
    }

    [Theory]
    [InlineData("""{"images": [{"id": "beabba40-9f35""")]
    [InlineData("""{"images": [""")]
    [InlineData("""{"images": []""")]
    [InlineData("{")]
    [ReliabilityRow("12", "JSON that is cut off, its length right")]
    public async Task A_truncated_document_is_an_error_and_gives_no_object(string body)
    {
        var error = await SingleErrorAsync("12", RawServer.Ok(body));
        Assert.Contains("/v2/images", error, StringComparison.Ordinal);
    }

    [Fact]
    [ReliabilityRow("13", "a body that is shorter than its Content-Length")]
    public async Task A_response_shorter_than_its_length_is_requested_again()
    {
        await using var server = RawServer.Writing(async (request, connection, stopping) => await connection.WriteAsync(
            Encoding.UTF8.GetBytes(
                request.Number == 1 ? RawServer.Ok(List(Image("x")))[..^10] : RawServer.Ok(List(Image("x")))), stopping));
        Connect(server);

        Assert.Equal("x", Shell.Run("Get-OSImage").Single().Text("Name"));

        ReliabilityPage.Saw("13", $"asked for again: {FaultRow.Count(server.Requests.Count, "request")}, the list");
    }

    [Fact]
    [ReliabilityRow("13b", "a body that is longer than its Content-Length, twice")]
    public async Task Bytes_after_the_body_affect_neither_this_response_nor_the_next()
    {
        await using var server = RawServer.Responding(
            _ => RawServer.Ok(List(Image("x"))) + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        Connect(server);

        Assert.Equal(["x", "x"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));

        ReliabilityPage.Saw("13b", $"the list, twice, after {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Theory]
    [InlineData('[', 100_000)]
    [InlineData('[', 200_000)]
    [InlineData('{', 200_000)]
    [ReliabilityRow("14", "200,000 nested arrays or objects")]
    public async Task Endless_nesting_is_an_error(char open, int depth)
    {
        var nested = string.Concat(Enumerable.Repeat(open == '{' ? "{\"a\":" : "[", depth));
        await SingleErrorAsync("14", RawServer.Ok($$"""{"images": [{{Image("x", $", \"deep\": {nested}")}}"""));
    }

    [Fact]
    [ReliabilityRow("15", "a chunked body without end")]
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
    [ReliabilityRow("15b", "2 GB announced, of which nothing comes")]
    public async Task A_body_with_a_length_over_the_limit_is_not_read()
    {
        await using var server = RawServer.Responding(_ => "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n{");
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        ReliabilityPage.Saw("15b", $"{FaultRow.Seen(error, server.Requests.Count)}: {Bound(error.ToString())}");
    }

    [Fact]
    [ReliabilityRow("15c", "a gzip bomb: 1 GB in 1 MB")]
    public async Task A_compressed_bomb_is_decompressed_up_to_the_limit()
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
            var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<title ", 1024)));
            for (var i = 0; i < 100 << 20; i += piece.Length)
            {
                await connection.WriteAsync(piece, stopping);
                Interlocked.Add(ref sent, piece.Length);
            }
        });
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.InRange(Interlocked.Read(ref sent), 1, 50 << 20);
        Assert.InRange(error.ToString().Length, 1, 1000);
        ReliabilityPage.Saw("15d", $"{FaultRow.Seen(error, server.Requests.Count)}; 64 kB of it are read");
    }

    [Theory]
    [InlineData("[]", "the response should be an object, and is an array")]
    [InlineData("{}", "\"images\" is missing")]
    [InlineData("null", "the response should be an object, and is null")]
    [InlineData("5", "the response should be an object, and is a number")]
    [InlineData("\"images\"", "the response should be an object, and is a string")]
    [InlineData("", "it is empty")]
    [InlineData("""{"images": {}}""", "\"images\" should be an array, and is an object")]
    [InlineData("""{"images": [null]}""", "\"images\" holds null")]
    [InlineData("""{"images": [5]}""", "\"images\" holds a number")]
    [InlineData("""{"images": [{"id": null, "name": "x"}]}""", "an image has no id")]
    [InlineData("""{"images": [{"id": {"a": 1}, "name": "x"}]}""", "an image has no id")]
    [ReliabilityRow("16", "`[]`, `{}`, `null`, a number, a string, nothing, or a list of what are no images")]
    public async Task JSON_with_another_structure_is_an_error_that_names_the_missing_field(string body, string why)
        => Assert.Contains(why, await SingleErrorAsync("16", RawServer.Ok(body), ", which says what is missing"), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"im\u0061ges": [{0}]}""")]
    [InlineData("""{"\u0069\u006d\u0061\u0067\u0065\u0073": [{0}, {0}]}""")]
    [InlineData("""{"im\u0061ges": [{}]}""")]
    [ReliabilityRow("16b", "a list whose key is written with escape sequences: `im\\u0061ges`")]
    public async Task A_list_with_status_404_is_not_an_empty_list(string body)
        => Assert.Contains(
            "\"images\" is written with escape sequences", await SingleErrorAsync(
                "16b", RawServer.Ok(body.Replace("{0}", Image("x"), StringComparison.Ordinal))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"images": []} {"images": []}""")]
    [InlineData("""{"images": []}</html>""")]
    [InlineData("""{"images": [], 'next': null}""")]
    [InlineData("""{"images": [{"id": 'beabba40-9f35-4ecc-9eb3-f7fd195bc46d'}]}""")]
    [InlineData("""{images: []}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": NaN}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": 1e400}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", /* no */ "size": 1}]}""")]
    [InlineData("""{"images": [{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "size": undefined}]}""")]
    [InlineData("""{"images": [{"id": new Date(0)}]}""")]
    [ReliabilityRow("17", "what some readers take for JSON: single or no quotes, comments, NaN, 1e400, undefined, two documents in one")]
    public async Task Nearly_valid_JSON_is_an_error(string body) => await SingleErrorAsync("17", RawServer.Ok(body));

    [Fact]
    [ReliabilityRow("18", "`$type`, `$ref` and `$id` in an image")]
    public async Task Type_names_in_JSON_are_data()
    {
        var image = await SingleAsync(
            """{"$type": "System.Diagnostics.Process, System", "$id": "1", "$ref": "2", "id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d","""
                + """ "name": "x"}""");

        Assert.Equal("OpenStackImage.Image", image.TypeNames[0]);
        var properties = image.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(("System.Diagnostics.Process, System", "1", "2"), (properties["$type"], properties["$id"], properties["$ref"]));
        ReliabilityPage.Checked("18", "three properties of an Image, of no meaning");
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [ReliabilityRow("19", "properties whose values are like dates and numbers, under the cultures tr-TR, de-DE and ar-SA")]
    public async Task A_property_is_the_same_text_in_every_culture(string culture)
    {
        var image = await SingleAsync(
            Image(
                "x",
                """, "build": "2026-11-24T00:26:38Z", "ratio": "1.5", "number": 1.5, "size": 1234567, "protected": true,"""
                    + """ "created_at": "2026-11-24T00:26:38Z", "I": "i" """),
            $"[cultureinfo]::CurrentCulture = '{culture}'");

        var properties = image.Value<IReadOnlyDictionary<string, string>>("Properties");
        Assert.Equal(
            ("2026-11-24T00:26:38Z", "1.5", "1.5", "i"), (properties["build"], properties["ratio"], properties["number"], properties["I"]));
        Assert.Equal(
            (1_234_567L, true, new DateTime(2026, 11, 24, 0, 26, 38, DateTimeKind.Utc).ToLocalTime()),
            (image.Get("Size"), image.Get("IsProtected"), image.Get("CreatedAt")));
        ReliabilityPage.Checked("19", "the same texts, the same times");
    }

    [Fact]
    [ReliabilityRow("20", "a key of an image that comes twice; a list that comes twice")]
    public async Task The_second_of_two_equal_keys_is_used_and_two_equal_lists_are_an_error()
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(
            request.Number == 1 ? List(Image("first", ", \"name\": \"second\"")) : $$"""{"images": [], "images": []}"""));
        Connect(server);

        var result = Shell.Run("Get-OSImage; Get-OSImage");

        Assert.Equal("second", Assert.Single(result.Output).Text("Name"));
        ReliabilityPage.Saw("20", $"the second counts; {result.SingleError().Id()}");
    }

    [Fact]
    [ReliabilityRow("60", "fields and words that a newer server adds; null where a value belongs")]
    public async Task Unknown_fields_are_kept_and_missing_fields_are_empty()
    {
        var image = await SingleAsync(
            """{"id": "beabba40-9f35-4ecc-9eb3-f7fd195bc46d", "name": null, "status": "hibernating", "visibility": null, "size": null,"""
                + """ "tags": null, "min_disk": "x", "created_at": "yesterday", "new": {"a": [1, {"b": 2}]}, "flag": true}""");

        Assert.Equal(
            (null, "hibernating", "", null), (image.Text("Name"), image.Text("Status"), image.Text("Visibility"), image.Get("Size")));
        Assert.Null(image.Get("CreatedAt"));
        Assert.Empty(image.Value<IReadOnlyList<string>>("Tags"));
        ReliabilityPage.Checked("60", "an Image with the word as it is, and nothing where nothing was");
    }

    [Fact]
    [ReliabilityRow("61", "bytes that are not UTF-8, under charset=utf-8 and charset=latin1")]
    public async Task A_name_is_never_changed_silently()
    {
        var list = List(Image("b\u00e4r"));
        var utf8Length = $"Content-Length: {Encoding.UTF8.GetByteCount(list)}";
        var latin1Length = $"Content-Length: {Encoding.Latin1.GetByteCount(list)}";
        await using var server = RawServer.Writing(async (request, connection, stopping) =>
        {
            var charset = request.Number == 1 ? "utf-8" : "latin1";
            var response = RawServer.Ok(list)
                .Replace("application/json", $"application/json; charset={charset}", StringComparison.Ordinal)
                .Replace(utf8Length, latin1Length, StringComparison.Ordinal);
            await connection.WriteAsync(Encoding.Latin1.GetBytes(response), stopping);
        });
        Connect(server);

        var result = Shell.Run("Get-OSImage; Get-OSImage");

        Assert.Empty(result.Output);
        Assert.All(result.Errors, error => Assert.Contains("not UTF-8", error.ToString(), StringComparison.Ordinal));
        ReliabilityPage.Saw(
            "61",
            $"{string.Join(", ", result.Errors.Select(error => error.Id()))}: JSON is UTF-8, and a name never silently becomes another");
    }

    [Fact]
    [ReliabilityRow("62", "JSON under another content type, and under a charset that does not exist")]
    public async Task The_body_is_read_regardless_of_its_Content_Type()
    {
        await using var server = RawServer.Responding(request => RawServer.Reply(
            "200 OK", List(Image("b\u00e4r")), contentType: request.Number == 1 ? "text/plain" : "application/json; charset=klingon"));
        Connect(server);

        Assert.Equal(["b\u00e4r", "b\u00e4r"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));
        ReliabilityPage.Checked("62", "the list: the body counts, and not its label");
    }

    [Fact]
    [ReliabilityRow("63", "100, 102 and 103 before the response")]
    public async Task Interim_responses_are_ignored()
    {
        const string OnTheWay = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: "
            + "</x>\r\n\r\n";
        await using var server = RawServer.Responding(_ => OnTheWay + RawServer.Ok(List(Image("x"))));
        Connect(server);

        Shell.Run("Get-OSImage").Single();
        ReliabilityPage.Saw("63", $"the list after {FaultRow.Count(server.Requests.Count, "request")}");
    }

    [Theory]
    [InlineData("101 Switching Protocols")]
    [InlineData("304 Not Modified")]
    [InlineData("418 I'm a teapot")]
    [InlineData("505 HTTP Version Not Supported")]
    [InlineData("999 Unknown")]
    [ReliabilityRow("63b", "101, 304, 418, 505, 999")]
    public async Task An_unknown_status_code_is_an_error(string status)
    {
        await using var server = RawServer.Writing(
            (_, connection, stopping) => WriteAsync(connection, $"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n", stopping));
        Connect(server);

        ReliabilityPage.Saw("63b", FaultRow.Seen(Shell.Run("Get-OSImage").SingleError(), server.Requests.Count));
    }

    [Fact]
    [ReliabilityRow("64", "204 with a body, on a list; the next response follows on the same connection")]
    public async Task A_body_after_204_is_not_the_response_to_the_next_request()
    {
        await using var server = RawServer.Responding(
            request => request.Number == 1 ? RawServer.Reply("204 No Content", List(Image("evil"))) : RawServer.Ok(List(Image("good"))));
        Connect(server);

        Assert.Equal(["good", "good"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));
        // The body may come in time to be met on the same connection, or not: that takes one request more or none.
        Assert.InRange(server.Requests.Count, 2, 3);
        ReliabilityPage.Checked("64", "the right list twice");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [ReliabilityRow("65", "Content-Encoding: gzip or deflate on what is not compressed")]
    public async Task A_body_that_does_not_match_its_Content_Encoding_is_an_error(string encoding)
        => await SingleErrorAsync("65", RawServer.Reply("200 OK", EmptyList, $"Content-Encoding: {encoding}\r\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("no http at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n")]
    [ReliabilityRow("66", "no response, half a head, no HTTP, a chunk without a length")]
    public async Task A_response_that_is_not_HTTP_is_retried_and_then_an_error(string answer)
    {
        await using var server = RawServer.Writing((_, connection, stopping) => WriteAsync(connection, answer, stopping));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        Assert.Matches("^(ConnectionFailed|UnexpectedAnswer)$", result.SingleError().Id());
        Assert.InRange(server.Requests.Count, 1, 4);
        ReliabilityPage.Checked("66", "ConnectionFailed or UnexpectedAnswer after at most 4 requests on the wire");
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

    private static Task WriteAsync(Stream connection, string text, CancellationToken stopping)
        => connection.WriteAsync(Encoding.Latin1.GetBytes(text), stopping).AsTask();

    private static string Bound(string message)
        => message[message.IndexOf("larger than", StringComparison.Ordinal)..message.IndexOf(';', StringComparison.Ordinal)];

    private async Task<System.Management.Automation.PSObject> SingleAsync(string image, string before = "")
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(List(image)));
        Connect(server);
        return Shell.Run($"{before}; Get-OSImage").Single();
    }

    /// <summary>The text of the one error, an UnexpectedAnswer after one request, after which the session is still good.</summary>
    private async Task<string> SingleErrorAsync(string row, string answer, string more = "")
    {
        await using var server = RawServer.Responding(request => request.Number == 1 ? answer : RawServer.Ok(EmptyList));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        ReliabilityPage.Saw(row, $"{FaultRow.Seen(result.SingleError(), server.Requests.Count)}{more}");
        Shell.Run("Get-OSImage").MustSucceed();
        return result.SingleError().ToString();
    }
}
