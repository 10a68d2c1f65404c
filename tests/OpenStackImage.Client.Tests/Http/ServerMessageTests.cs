using OpenStackImage.Http;

namespace OpenStackImage.Client.Tests.Http;

public sealed class ServerMessageTests
{
    [Theory]
    // Keystone
    [InlineData(
        "application/json",
        """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""",
        401,
        "UNAUTHORIZED",
        "The request you have made requires authentication.")]
    [InlineData(
        "text/html",
        "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The URL was not found.</p>\n",
        404,
        "NOT FOUND",
        "Not Found The URL was not found.")]
    // Glance
    [InlineData("text/plain", "404 Not Found\n\nImage x not found.\n\n   ", 404, "Not Found", "Image x not found.")]
    [InlineData(
        "application/json",
        """{"message": "Image x not found.<br /><br />\n\n\n", "code": "404 Not Found", "title": "Not Found"}""",
        404,
        "Not Found",
        "Image x not found.")]
    [InlineData(
        "text/html",
        "<html>\n <head>\n  <title>403 Forbidden</title>\n </head>\n <body>\n  <h1>403 Forbidden</h1>\n"
            + "  Not allowed &amp; not known.<br /><br />\n\n\n </body>\n</html>",
        403,
        "Forbidden",
        "Not allowed & not known.")]
    // Servers in front
    [InlineData("", "", 414, "Request URI Too Long", "")]
    [InlineData(
        "text/html", "<html><style>p { color: red }</style><script>alert(1)</script><!-- who -->gone</html>", 502, "Bad Gateway", "gone")]
    [InlineData("application/json", "not json", 502, "Bad Gateway", "not json")]
    [InlineData("application/json", "[1]", 500, "Internal Server Error", "[1]")]
    public void The_message_is_found_in_every_error_format(string contentType, string body, int status, string reason, string expected)
        => Assert.Equal(expected, ServerMessage.Read(contentType, body, status, reason));

    [Fact]
    public void Control_characters_and_line_breaks_are_encoded()
        => Assert.Equal("a [31mred b", ServerMessage.Read("text/plain", "a\u001b[31mred\r\nb", 400, "Bad Request"));

    [Fact]
    public void A_very_long_message_is_truncated()
    {
        var message = ServerMessage.Shorten(ServerMessage.Read("text/plain", new string('x', 100_000), 400, "Bad Request"));

        Assert.Equal(501, message.Length);
        Assert.EndsWith("…", message, StringComparison.Ordinal);
    }
}
