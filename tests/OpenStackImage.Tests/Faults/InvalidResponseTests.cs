using System.Text;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Responses that contradict their headers, or that no image service sends.</summary>
public sealed class InvalidResponseTests : RawServerTests
{
    private const string SignInPage = "<html><head><title>Sign in</title><style>p {}</style></head><body>Please sign in</body></html>";

    [Fact]
    [ReliabilityRow("10", "an HTML page with status 200")]
    public async Task An_HTML_page_with_200_is_an_error_that_names_the_content_and_the_URL()
    {
        await using var server = RawServer.Responding(_ => RawServer.Reply("200 OK", SignInPage, contentType: "text/html"));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        Assert.Contains("text/html", result.SingleError().ToString(), StringComparison.Ordinal);
        Assert.Contains($"{server.Uri}v2/images", result.SingleError().ToString(), StringComparison.Ordinal);
        ReliabilityPage.Saw(
            "10", $"{FaultRow.Seen(result.SingleError(), server.Requests.Count)}; the message contains the content type and the URL");
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

    [Fact]
    [ReliabilityRow("13", "a body that is shorter than its Content-Length")]
    public async Task A_response_shorter_than_its_length_is_requested_again()
    {
        await using var server = RawServer.Writing(async (request, connection, stopping) => await connection.WriteAsync(
            Encoding.UTF8.GetBytes(
                request.Number == 1 ? RawServer.Ok(List(Image("x")))[..^10] : RawServer.Ok(List(Image("x")))), stopping));
        Connect(server);

        Assert.Equal("x", Shell.Run("Get-OSImage").Single().Text("Name"));

        ReliabilityPage.Saw("13", $"requested again: {FaultRow.Count(server.Requests.Count, "request")}, the list");
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

    [Fact]
    [ReliabilityRow("62", "JSON with another content type, and with a charset that does not exist")]
    public async Task The_body_is_read_regardless_of_its_Content_Type()
    {
        await using var server = RawServer.Responding(request => RawServer.Reply(
            "200 OK", List(Image("b\u00e4r")), contentType: request.Number == 1 ? "text/plain" : "application/json; charset=klingon"));
        Connect(server);

        Assert.Equal(["b\u00e4r", "b\u00e4r"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));
        ReliabilityPage.Checked("62", "the list; the content type is ignored");
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
    [ReliabilityRow("64", "204 with a body, for a list; the next response follows on the same connection")]
    public async Task A_body_after_204_is_not_the_response_to_the_next_request()
    {
        await using var server = RawServer.Responding(
            request => request.Number == 1 ? RawServer.Reply("204 No Content", List(Image("evil"))) : RawServer.Ok(List(Image("good"))));
        Connect(server);

        Assert.Equal(["good", "good"], Shell.Run("Get-OSImage; Get-OSImage").Texts("Name"));
        // The body may or may not arrive in time to be read on the same connection, so the number of requests differs by one.
        Assert.InRange(server.Requests.Count, 2, 3);
        ReliabilityPage.Checked("64", "the correct list twice");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [ReliabilityRow("65", "Content-Encoding: gzip or deflate on a body that is not compressed")]
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
    [ReliabilityRow("66", "no response, an incomplete header, a response that is not HTTP, a chunk without a length")]
    public async Task A_response_that_is_not_HTTP_is_retried_and_then_an_error(string response)
    {
        await using var server = RawServer.Writing((_, connection, stopping) => WriteAsync(connection, response, stopping));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Empty(result.Output);
        Assert.Matches("^(ConnectionFailed|UnexpectedAnswer)$", result.SingleError().Id());
        Assert.InRange(server.Requests.Count, 1, 4);
        ReliabilityPage.Checked("66", "ConnectionFailed or UnexpectedAnswer after at most 4 requests over the network");
    }
}
