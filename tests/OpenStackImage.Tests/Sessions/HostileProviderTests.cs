using System.Net.Sockets;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Identity providers, and other users of this computer, that interfere with a sign-in.</summary>
public sealed class HostileProviderTests(TestCloud cloud) : CloudTests(cloud)
{
    private const string Federated = "-AuthUrl $url -ProjectName demo -IdentityProvider idp -Protocol openid -ClientCredential $client";

    [LocalCloudFact("its Keystone accepts the token of the provider")]
    [ReliabilityRow("91", "connections of another user of the computer to the port that waits for the browser, which send no data")]
    public async Task An_idle_connection_does_not_block_the_browser()
    {
        using var provider = new OpenIdProvider();
        Cloud.Local.State.TrustProvider("idp", "openid", OpenIdProvider.AccessToken, Demo.UserId);
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("discovery", provider.Discovery)
            .Set("client", Shell.Credential("client", "cl1ent-secret"));
        using var script = Shell.Start($"Connect-OpenStack {Federated} -Browser -DiscoveryEndpoint $discovery");
        await Patience.UntilAsync(() => script.Information.Count > 0);
        var page = script.Information.Single().Split(' ')[^1];
        var redirect = new Uri(System.Web.HttpUtility.ParseQueryString(new Uri(page).Query)["redirect_uri"]!);
        var silent = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(redirect.Host, redirect.Port);
            silent.Add(client);
        }

        using var browser = new HttpClient();
        await browser.GetStringAsync(page);
        await script.Ended.WaitAsync(Patience.Limit);

        Assert.Equal("demo", script.Finish().Single().Text("ProjectName"));
        silent.ForEach(client => client.Dispose());
        ReliabilityPage.Checked("91", "signed in");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("cmd /c calc")]
    [ReliabilityRow("91b", "a provider whose device page is a script, a file or a command")]
    public async Task A_verification_address_that_is_not_http_is_not_shown(string page)
    {
        await using var server = RawServer.Responding(request => RawServer.Ok(
            request.Method == "GET"
                ? $$"""{"token_endpoint": "{{Address(request)}}token", "device_authorization_endpoint": "{{Address(request)}}device"}"""
                : $$"""{"device_code": "c", "user_code": "u", "verification_uri": "{{page}}", "interval": 0}"""));
        Shell.Set("url", server.Uri.AbsoluteUri).Set("discovery", server.Uri.AbsoluteUri + "openid")
            .Set("client", Shell.Credential("client", "cl1ent-secret"));

        var result = Shell.Run($"Connect-OpenStack {Federated} -DeviceCode -DiscoveryEndpoint $discovery");

        Assert.Empty(result.Information);
        ReliabilityPage.Saw("91b", result.MustTerminate().Id());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//elsewhere/token")]
    [InlineData("https://me:secret@elsewhere/token")]
    [InlineData("https://elsewhere/token#fragment")]
    [ReliabilityRow("91c", "a provider whose discovery document contains an endpoint that is not an http URL, or that has a user name "
        + "or a fragment")]
    public async Task An_endpoint_that_is_not_usable_gets_no_request(string endpoint)
    {
        await using var server = RawServer.Responding(_ => RawServer.Ok(
            $$"""
            {"token_endpoint": "{{endpoint}}", "device_authorization_endpoint": "{{endpoint}}", "authorization_endpoint": "{{endpoint}}"}
            """));
        Shell.Set("url", server.Uri.AbsoluteUri).Set("discovery", server.Uri.AbsoluteUri + "openid")
            .Set("client", Shell.Credential("client", "cl1ent-secret")).Set("credential", Shell.Credential("demo", "us3r-secret"));

        string[] flows = ["-Credential $credential", "", "-DeviceCode", "-Browser"];
        var errors = flows
            .Select(flow => Shell.Run($"Connect-OpenStack {Federated} {flow} -DiscoveryEndpoint $discovery").MustTerminate()).ToArray();

        Assert.Equal(flows.Length, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("/openid", request.Target));
        Assert.All(errors, error => Assert.DoesNotContain("me:secret", error.FullText(), StringComparison.Ordinal));
        var id = Assert.Single(errors.Select(error => error.Id()).Distinct());
        ReliabilityPage.Saw("91c", $"{id} after 1 request, with each sign-in method");
    }

    private static string Address(RawRequest request)
        => $"http://{request.Head.Split("\r\n").Single(line => line.StartsWith("Host:", StringComparison.Ordinal))[5..].Trim()}/";
}
