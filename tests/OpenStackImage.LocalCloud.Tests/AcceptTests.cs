namespace OpenStackImage.LocalCloud.Tests;

/// <summary>The format of Glance's errors depends on the Accept header.</summary>
public sealed class AcceptTests : CloudTest
{
    private const string Plain = "404 Not Found\n\nNo image found with ID nope\n\n   ";
    private const string Html =
        "<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  "
        + "No image found with ID nope<br /><br />\n\n\n\n </body>\n</html>";
    private const string Json
        = """{"message": "No image found with ID nope<br /><br />\n\n\n", "code": "404 Not Found", "title": "Not Found"}""";

    [Theory]
    [InlineData(null, "text/plain; charset=UTF-8", Plain)]
    [InlineData("text/plain", "text/plain; charset=UTF-8", Plain)]
    [InlineData("application/xml", "text/plain; charset=UTF-8", Plain)]
    [InlineData("*/*", "text/html; charset=UTF-8", Html)]
    [InlineData("text/html", "text/html; charset=UTF-8", Html)]
    [InlineData("application/json, */*", "text/html; charset=UTF-8", Html)]
    [InlineData("application/json", "application/json", Json)]
    [InlineData("application/json, */*;q=0.5", "application/json", Json)]
    public async Task An_error_has_the_requested_format(string? accept, string type, string body)
    {
        var token = await Cloud.TokenAsync("demo");
        var response = await Cloud.SendAsync("GET", "/image/v2/images/nope", token, headers: accept is null ? [] : [("Accept", accept)]);
        Assert.Equal((404, type, body), (response.Status, response.Headers["Content-Type"], response.Text));
    }

    [Fact]
    public async Task HTML_errors_escape_external_text()
    {
        var token = await Cloud.TokenAsync("demo");
        var response = await Cloud.SendAsync("GET", "/image/v2/images/%3Cb%3E%22a%26%27%C3%A4", token, headers: ("Accept", "text/html"));
        Assert.Contains("ID &lt;b&gt;&quot;a&amp;&#x27;&#195;&#164;<br />", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_text_errors_omit_tags()
    {
        var token = await Cloud.TokenAsync("demo");
        var response = await Cloud.SendAsync("GET", "/image/v2/images/%3Cb%3Ex", token);
        Assert.Contains("No image found with ID x\n", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keystone_always_responds_with_JSON()
    {
        var response = await Cloud.SendAsync("GET", "/identity/v3/projects", headers: ("Accept", "text/html"));
        Assert.Equal((401, "application/json"), (response.Status, response.Headers["Content-Type"]));
    }
}
