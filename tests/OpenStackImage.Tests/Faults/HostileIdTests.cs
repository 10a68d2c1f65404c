using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>A server that sends IDs that would change the path of a request, or text that contains the token.</summary>
public sealed class HostileIdTests : RawServerTests
{
    [Theory]
    [InlineData("../../v3/users")]
    [InlineData("..")]
    [InlineData("beabba40-9f35-4ecc-9eb3-f7fd195bc46d/members")]
    [InlineData("beabba40-9f35-4ecc-9eb3-f7fd195bc46d?x=1")]
    [InlineData("x#")]
    [ReliabilityRow("73", "a list of images whose IDs would address other resources")]
    public async Task An_invalid_ID_from_a_server_is_never_part_of_a_path(string id)
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(List(Image("x", id: id))));
        Connect(server);

        var result = Shell.Run(
            $"$images = Get-OSImage; $images | Get-OSImageMember; $images | Remove-OSImageMember -Project {new string('a', 32)}; "
                + $"$images | Add-OSImageMember -Project {new string('a', 32)}");

        Assert.All(server.Requests, request => Assert.StartsWith("/v2/images?", request.Target, StringComparison.Ordinal));
        ReliabilityPage.Saw("73", string.Join(", ", result.Errors.Select(error => error.Id())));
    }

    [Fact]
    [ReliabilityRow("74", "an error page that contains the headers of the request, with the token")]
    public async Task A_token_that_an_error_response_repeats_is_not_shown()
    {
        await using var server = RawServer.Responding(
            request => RawServer.Reply("500 Internal Server Error", $"<pre>{request.Head}</pre>", "Retry-After: 0\r\n", "text/html"));
        Connect(server);

        var result = Shell.Run("Get-OSImage -Verbose -Debug");

        Assert.Contains("X-Auth-Token: (the token)", result.SingleError().ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(Token, result, Shell);
        ReliabilityPage.Saw("74", $"{result.SingleError().Id()} with \"(the token)\" in its place");
    }

    [Fact]
    public async Task A_truncated_token_in_an_error_response_is_not_shown()
    {
        await using var server = RawServer.Responding(
            _ => RawServer.Reply(
                "400 Bad Request", $"{new string('.', 500 - (Token.Length / 2))}{Token} and more", contentType: "text/plain"));
        Connect(server);

        var result = Shell.Run("Get-OSImage");

        Assert.Contains("…", result.SingleError().ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(Token[..(Token.Length / 2)], result, Shell);
    }

    [Theory]
    [InlineData("401 Unauthorized", null)]
    [InlineData("403 Forbidden", "req-8ec1e307")]
    [InlineData("500 Internal Server Error", "req-8ec1e307")]
    [ReliabilityRow("58", "401 without a request ID, other errors with one")]
    public async Task A_request_ID_is_shown_if_the_response_has_one(string status, string? requestId)
    {
        await using var server = RawServer.Responding(
            _ => RawServer.Reply(status, "", $"Retry-After: 0\r\n{(requestId is null ? "" : $"x-openstack-request-id: {requestId}\r\n")}"));
        Connect(server);

        var error = Shell.Run("Get-OSImage").SingleError();

        Assert.Equal(requestId is not null, error.ToString().Contains("request id", StringComparison.Ordinal));
        Assert.Contains(requestId ?? status, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(requestId, Shell.Run("Get-OpenStackRequest -Last 1").Single().Text("RequestId"));
        ReliabilityPage.Checked("58", "displayed if there is one, in the error and by Get-OpenStackRequest");
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("t\u00f6ken")]
    [InlineData("not a token")]
    [InlineData("a\0b")]
    [ReliabilityRow("75", "-Token with a line break, a space, a NUL, or a character that a header cannot contain")]
    public async Task A_token_that_is_not_a_valid_header_value_is_an_error(string token)
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(EmptyList));

        var error = Shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret(token))
            .Run("Connect-OpenStack -ImageEndpoint $endpoint -Token $token").MustTerminate();

        Assert.Empty(server.Requests);
        Assert.DoesNotContain(token, $"{error} {error.Exception}", StringComparison.Ordinal);
        ReliabilityPage.Saw("75", $"{error.Id()}; no request");
    }

    [Fact]
    [ReliabilityRow("75b", "-Token with a trailing line break, as read from a file")]
    public async Task A_line_break_after_a_token_is_removed()
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(EmptyList));
        Shell.Set("endpoint", server.Uri.AbsoluteUri).Set("token", Shell.Secret(Token + "\r\n"))
            .Run("$s = Connect-OpenStack -ImageEndpoint $endpoint -Token $token").MustSucceed();

        Shell.Run("Get-OSImage").MustSucceed();

        Assert.Contains($"X-Auth-Token: {Token}\r\n", Assert.Single(server.Requests).Head, StringComparison.Ordinal);
        ReliabilityPage.Checked("75b", "removed");
    }
}
