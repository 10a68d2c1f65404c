using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Signing in on a page of Keystone, which sends the token to this computer. The test is the browser.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed partial class WebSsoTests : VariableTests
{
    private const string Reason = "its Keystone signs in a browser without a web server's module";

    private readonly HttpClient _browser = new();
    private readonly int _port = FreePort();

    public WebSsoTests(TestCloud cloud) : base(cloud)
    {
        if (TestEnvironment.RealCloud is null)
        {
            cloud.Local.State.TrustProvider("idp", "openid", "acc3ss-token", Demo.UserId);
        }

        Folder.Write("clouds.yaml", $$"""
            clouds:
              sso:
                auth_type: v3websso
                auth: { auth_url: '{{cloud.AuthUrl}}', identity_provider: idp, protocol: openid, project_name: demo }
                redirect_port: {{_port}}
            """);
    }

    [LocalCloudFact(Reason)]
    public async Task The_page_of_Keystone_sends_the_token_and_the_session_is_scoped_to_the_project()
    {
        using var script = await StartAsync();
        var (address, token) = await SignInAsync(script);
        // A browser opens connections in advance, and sends nothing on them.
        using var idle = new TcpClient();
        await idle.ConnectAsync(IPAddress.Loopback, _port);

        Assert.Equal($"http://localhost:{_port}/auth/websso/", address);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token, Cloud.AuthUrl.GetLeftPart(UriPartial.Authority)));

        var result = script.Finish();
        Assert.Equal("demo", result.Single().Text("ProjectName"));
        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        SecretHunt.AssertAbsent([token, SecretHunt.TokenOf(result.Output[0])], result, Shell);
        Cloud.Local.ExpireTokens();
        Assert.Contains("requires the user each time", Shell.Run("Get-OSImage").Errors[0].ToString(), StringComparison.Ordinal);
    }

    [LocalCloudFact(Reason)]
    public async Task Without_a_project_the_token_is_used_unchanged()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri);
        Export(("OS_REDIRECT_PORT", $"{_port}"));
        using var script = await StartAsync("-AuthUrl $url -WebSso -IdentityProvider idp -Protocol openid -Unscoped");
        var (_, token) = await SignInAsync(script);

        await SendAsync(token, Cloud.AuthUrl.GetLeftPart(UriPartial.Authority));

        Assert.Equal("demo", script.Finish().Single().Text("UserName"));
        Assert.Equal(["GET /v3/auth/tokens 200"], Requests(since: 0));
        Shell.Run("Disconnect-OpenStack").MustSucceed();
        Assert.Equal(HttpStatusCode.NotFound, await Demo.StatusOfTokenAsync(token));
    }

    [LocalCloudFact(Reason)]
    public async Task A_token_from_another_page_is_refused_with_an_error()
    {
        using var script = await StartAsync();
        var (_, token) = await SignInAsync(script);
        var foreign = await Alt.IssueTokenAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(foreign, "https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(foreign, null));
        var get = await _browser.GetAsync($"http://127.0.0.1:{_port}/auth/websso/?token={foreign}");
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
        await SendAsync(token, Cloud.AuthUrl.GetLeftPart(UriPartial.Authority));

        var result = script.Finish();
        Assert.Equal("demo", result.Single().Text("UserName"));
        Assert.Equal(["To sign in", "A token was refused"], result.Information.Select(text => text.Split(',')[0]));
        SecretHunt.AssertAbsent(foreign, result, Shell);
    }

    [LocalCloudFact(Reason)]
    public async Task A_port_in_use_is_an_error_and_Ctrl_C_ends_the_wait()
    {
        using var script = await StartAsync();

        var other = Shell.WithModule();
        other.GoTo(Folder.Path("."));
        var error = other.Run("Connect-OpenStack -Cloud sso").MustTerminate();
        other.Dispose();
        await script.StopAsync().WaitAsync(Patience.Limit);

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains($":{_port}/", error.ToString(), StringComparison.Ordinal);

        // The canceled work closes the port after the end of the pipeline.
        await Patience.UntilAsync(
            () => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(listener => listener.Port != _port));
    }

    protected override void Dispose(bool disposing)
    {
        _browser.Dispose();
        base.Dispose(disposing);
    }

    private async Task<RunningScript> StartAsync(string parameters = "-Cloud sso")
    {
        var script = Shell.Start($"Connect-OpenStack {parameters} -Verbose -Debug");
        await Patience.UntilAsync(() => script.Information.Count > 0);
        return script;
    }

    /// <summary>Opens the page, and returns what its form would send, and where.</summary>
    private async Task<(string Address, string Token)> SignInAsync(RunningScript script)
    {
        var page = await _browser.GetStringAsync(script.Information[0].Split(' ')[^1]);
        var form = Form().Match(page);
        return (WebUtility.HtmlDecode(form.Groups["action"].Value), form.Groups["token"].Value);
    }

    private async Task<HttpStatusCode> SendAsync(string token, string? origin)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{_port}/auth/websso/") { Content = form };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await _browser.SendAsync(request);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex("action=\"(?<action>[^\"]+)\".*name=\"token\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Form();
}
