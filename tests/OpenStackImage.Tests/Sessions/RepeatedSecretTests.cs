using System.Globalization;
using System.Text;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Servers that repeat the secrets of a request in their responses: no error, no stream and no object contains them.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class RepeatedSecretTests(TestCloud cloud) : AuthenticationSecretTests(cloud)
{
    [ReliabilityRow("50c", "a Keystone, or an OpenID Connect provider, whose error page repeats the body of the sign-in and its headers")]
    [Theory]
    [InlineData("password")]
    [InlineData("token")]
    [InlineData("application credential")]
    [InlineData("passcode")]
    [InlineData("password and passcode")]
    [InlineData("OpenID Connect password")]
    [InlineData("OpenID Connect token")]
    [InlineData("OpenID Connect device")]
    public async Task Secrets_that_a_server_repeats_in_a_response_are_not_shown(string method)
    {
        var (parameters, secrets) = await PrepareAsync(method, isRight: false);
        await using var echo = RawServer.Responding(request => request.Method == "GET"
            ? RawServer.Ok(
                $$"""{"token_endpoint": "http://{{HostOf(request)}}/token","""
                    + $$""" "device_authorization_endpoint": "http://{{HostOf(request)}}/device"}""")
            : RawServer.Reply(
                "400 Bad Request",
                $"I do not understand {Uri.UnescapeDataString(request.Body)} {new string('.', 470)} {request.Head}",
                contentType: "text/plain"));
        Shell.Set("url", echo.Uri.AbsoluteUri).Set("discovery", echo.Uri.AbsoluteUri);

        var result = Shell.Run($"Connect-OpenStack {parameters} {AllStreams}");

        Assert.Contains("repeats a secret", result.MustTerminate().ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(secrets, result, Shell);
        ReliabilityPage.Checked("50c", "an error that states this, without the secret");
    }

    [ReliabilityRow("50d", "a service that repeats the token or the password in a reason phrase, a request ID, an invalid header or a "
        + "link")]
    [Theory]
    [InlineData("HTTP/1.1 400 Bad {0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 400 Bad\r\nx-openstack-request-id: req-{0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 400 Bad\r\nBroken header {0}\r\n\r\n")]
    [InlineData("HTTP/{0} 400\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /v2/images?echo={0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://{0}.example/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 150\r\n\r\n{{\"images\": [], \"next\": \"/v2/images?marker=1&echo={0}\"{1}}}")]
    public async Task Secrets_outside_of_the_body_of_a_response_are_not_shown(string response)
    {
        const string secret = "s3cretOfTheTest0123456789";
        string[] spellings = [secret, Convert.ToHexString(Encoding.UTF8.GetBytes(secret))];
        await using var echo = RawServer.Responding(request =>
        {
            var filled = string.Format(CultureInfo.InvariantCulture, response, spellings[request.Number % spellings.Length], "");
            return string.Format(
                CultureInfo.InvariantCulture, response, spellings[request.Number % spellings.Length],
                new string(' ', Math.Max(0, 150 - (filled.Length - filled.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4))));
        });
        Shell.Set("url", echo.Uri.AbsoluteUri).Set("token", Shell.Secret(secret)).Set("user", Shell.Credential("demo", secret));

        var result = Shell.Run(
            "$session = Connect-OpenStack -ImageEndpoint $url -Token $token; "
                + $"1..2 | ForEach-Object {{ Get-OSImage {AllStreams} }}; Get-OpenStackRequest | Select-Object *; "
                + $"try {{ Connect-OpenStack -AuthUrl $url -Credential $user -ProjectName demo -ProjectDomain Default {AllStreams} }} "
                + "catch { $_ }");

        Assert.NotEmpty(result.Errors);
        SecretHunt.AssertAbsent(spellings, result, Shell);
        ReliabilityPage.Checked("50d", "errors without the secret in any spelling; no request is sent to such a link");
    }

    private static string HostOf(RawRequest request) => request.Head.Split("Host: ")[1].Split("\r\n")[0];
}
