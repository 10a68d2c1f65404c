using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// Signing in by an OpenID Connect provider. Keystone needs a web server with a module for it, which Debian's under uwsgi has not.
/// </summary>
public sealed class OpenIdConnectTests : CloudTests
{
    private const string Reason = "its Keystone takes the provider's token without a web server's module";
    private const string Federated = "-AuthUrl $url -ProjectName demo -IdentityProvider idp -Protocol openid";

    private readonly OpenIdProvider _provider = new();

    public OpenIdConnectTests(TestCloud cloud) : base(cloud)
    {
        Shell.Set("url", cloud.AuthUrl.AbsoluteUri).Set("discovery", _provider.Discovery)
            .Set("client", Shell.Credential("client", "cl1ent-secret"))
            .Set("credential", Shell.Credential("demo", "0penid-password")).Set("token", Shell.Secret(OpenIdProvider.AccessToken));
        if (TestEnvironment.RealCloud is null)
        {
            cloud.Local.State.TrustProvider("idp", "openid", OpenIdProvider.AccessToken, Demo.UserId);
        }
    }

    [LocalCloudTheory(Reason)]
    [InlineData("-Credential $credential -ClientCredential $client -DiscoveryEndpoint $discovery")]
    [InlineData("-ClientCredential $client -DiscoveryEndpoint $discovery")]
    [InlineData("-AccessToken $token")]
    [InlineData("-DeviceCode -ClientCredential $client -DiscoveryEndpoint $discovery")]
    public void Each_method_gives_a_session_that_is_scoped_to_the_project_and_shows_no_secret(string parameters)
    {
        var result = Shell.Run($"Connect-OpenStack {Federated} {parameters} -Verbose -Debug");

        Assert.Equal("demo", result.Single().Text("ProjectName"));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        foreach (var secret in new[] { "0penid-password", "cl1ent-secret", OpenIdProvider.AccessToken, "d3vice-code" })
        {
            SecretHunt.AssertAbsent(secret, result, Shell);
        }
    }

    [LocalCloudFact(Reason)]
    public void A_code_to_confirm_in_a_browser_is_shown()
        => Assert.Contains(
            Shell.Show($"$null = Connect-OpenStack {Federated} -DeviceCode -ClientCredential $client -DiscoveryEndpoint $discovery"),
            line => line.Contains(OpenIdProvider.UserCode, StringComparison.Ordinal));

    [LocalCloudFact(Reason)]
    public async Task A_browser_on_this_computer_signs_in_and_the_refresh_token_renews_the_session()
    {
        using var script = Shell.Start($"Connect-OpenStack {Federated} -Browser -ClientCredential $client -DiscoveryEndpoint $discovery");
        await Patience.UntilAsync(() => script.Information.Count > 0);
        using var browser = new HttpClient();
        var page = script.Information.Single().Split(' ')[^1];
        var forged = await browser.GetAsync(RedirectUriOf(page) + "?code=forged&state=forged");

        var response = await browser.GetStringAsync(page);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Contains("signed in", response, StringComparison.Ordinal);
        Assert.Equal("demo", script.Finish().Single().Text("ProjectName"));
        Cloud.Local.ExpireTokens();
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        Assert.Equal(["authorization_code", "refresh_token"], _provider.Grants);
    }

    [LocalCloudFact(Reason)]
    public async Task Stopping_the_command_ends_the_wait_for_the_browser()
    {
        using var script = Shell.Start($"Connect-OpenStack {Federated} -Browser -ClientCredential $client -DiscoveryEndpoint $discovery");
        await Patience.UntilAsync(() => script.Information.Count > 0);

        await script.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        using var browser = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(RedirectUriOf(script.Information.Single().Split(' ')[^1])));
    }

    [LocalCloudFact(Reason)]
    public void A_sign_in_that_the_provider_refuses_is_an_authentication_error_without_the_password()
    {
        Shell.Set("credential", Shell.Credential("demo", "wr0ng-0penid-password"));

        var result = Shell.Run(
            $"Connect-OpenStack {Federated} -Credential $credential -ClientCredential $client -DiscoveryEndpoint $discovery -Verbose "
                + "-Debug");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        Assert.Contains("invalid_grant", result.Terminating!.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent("wr0ng-0penid-password", result, Shell);
    }

    [LocalCloudFact(Reason)]
    public void A_token_that_Keystone_refuses_is_an_authentication_error()
    {
        Shell.Set("token", Shell.Secret("n0-such-token"));

        var result = Shell.Run($"Connect-OpenStack {Federated} -AccessToken $token -Verbose -Debug");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        SecretHunt.AssertAbsent("n0-such-token", result, Shell);
    }

    private static string RedirectUriOf(string page) => System.Web.HttpUtility.ParseQueryString(new Uri(page).Query)["redirect_uri"]!;

    protected override void Dispose(bool disposing)
    {
        _provider.Dispose();
        base.Dispose(disposing);
    }
}
