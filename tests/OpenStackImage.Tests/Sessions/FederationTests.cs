using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// Sign-ins with a certified OpenID provider and Keystone behind Apache with mod_auth_openidc. If a user has to type a password, a headless
/// Chromium does so.
/// </summary>
[Collection(EnvironmentVariables.Name)]
public sealed class FederationTests : VariableTests
{
    private const string Talk = "-Verbose -Debug";
    private const string OnProject = $"-AuthUrl $url -ProjectName demo {Federation.Names}";

    public FederationTests(TestCloud cloud) : base(cloud)
    {
        if (Federation.AuthUrl is not null)
        {
            Shell.Set("url", Federation.AuthUrl.AbsoluteUri).Set("discovery", Federation.Discovery)
                .Set("client", Shell.Credential(Federation.Client, Federation.ClientSecret))
                .Set("credential", Shell.Credential(Federation.User, Federation.Password));
        }
    }

    [FederationTheory]
    [InlineData("-Credential $credential -ClientId command-line -DiscoveryEndpoint $discovery", Federation.User)]
    [InlineData("-Credential $credential -ClientCredential $client -DiscoveryEndpoint $discovery", Federation.User)]
    [InlineData("-ClientCredential $client -DiscoveryEndpoint $discovery", Federation.Client)]
    public void A_password_and_client_credentials_give_a_session_that_is_scoped_to_the_project(string parameters, string user)
    {
        var result = Shell.Run($"Connect-OpenStack {OnProject} {parameters} {Talk}");

        AssertSession(result, user);
        AssertRenewed();
    }

    [FederationFact]
    public async Task A_token_of_the_provider_gives_a_session_that_is_scoped_to_the_project()
    {
        var accessToken = await Federation.IssueAccessTokenAsync();

        var result = Shell.Set("token", Shell.Secret(accessToken)).Run($"Connect-OpenStack {OnProject} -AccessToken $token {Talk}");

        AssertSession(result, Federation.User, isRenewable: true, accessToken);
    }

    [FederationFact]
    public async Task A_code_is_confirmed_in_a_browser_and_the_refresh_token_renews_the_session()
    {
        using var script = Shell.Start(
            $"Connect-OpenStack {OnProject} -DeviceCode -ClientId command-line -DiscoveryEndpoint $discovery {Talk}");
        await Patience.UntilAsync(() => script.Information.Count > 0);

        var words = script.Information.Single().Split(' ');
        var page = await Federation.UseBrowserAsync(words.Single(word => word.StartsWith("http", StringComparison.Ordinal)));

        Assert.Contains("The code is confirmed", page, StringComparison.Ordinal);
        var result = script.Finish();
        AssertSession(result, Federation.User);
        AssertRenewed();
    }

    [FederationFact]
    public async Task A_browser_signs_in_with_a_password_and_the_refresh_token_renews_the_session()
    {
        using var script = Shell.Start(
            $"Connect-OpenStack {OnProject} -Browser -ClientId command-line -DiscoveryEndpoint $discovery {Talk}");
        await Patience.UntilAsync(() => script.Information.Count > 0);
        var address = script.Information.Single().Split(' ')[^1];

        var refusal = await Federation.UseBrowserAsync(address, "wr0ng-password");
        var page = await Federation.UseBrowserAsync(address);

        Assert.Contains("Wrong user or password", refusal, StringComparison.Ordinal);
        Assert.Contains("You are signed in to OpenStack", page, StringComparison.Ordinal);
        var result = script.Finish();
        AssertSession(result, Federation.User);
        AssertRenewed();
    }

    [FederationFact]
    public async Task A_browser_signs_in_on_the_page_of_Keystone()
    {
        Folder.Write("clouds.yaml", $$"""
            clouds:
              sso:
                auth_type: v3websso
                auth: { auth_url: '{{Federation.AuthUrl}}', identity_provider: certified, protocol: mapped, project_name: demo }
                redirect_port: {{Federation.WebSsoPort}}
            """);
        using var script = Shell.Start($"Connect-OpenStack -Cloud sso {Talk}");
        await Patience.UntilAsync(() => script.Information.Count > 0);

        var page = await Federation.UseBrowserAsync(script.Information.Single().Split(' ')[^1]);

        Assert.Contains("You are signed in to OpenStack", page, StringComparison.Ordinal);
        AssertSession(script.Finish(), Federation.User, isRenewable: false);
    }

    [FederationTheory]
    [InlineData("-Credential $wrong -ClientId command-line -DiscoveryEndpoint $discovery", "invalid_grant")]
    [InlineData("-ClientCredential $wrong -DiscoveryEndpoint $discovery", "invalid_client")]
    [InlineData("-AccessToken $token", "refused the token of the identity provider")]
    public void A_refused_sign_in_is_an_authentication_error_without_the_secret(string parameters, string said)
    {
        Shell.Set("wrong", Shell.Credential(Federation.Client, "0ther-secret")).Set("token", Shell.Secret("0ther-secret"));

        var result = Shell.Run($"Connect-OpenStack {OnProject} {parameters} {Talk}");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        Assert.Contains(said, result.Terminating!.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent("0ther-secret", result, Shell);
    }

    private void AssertSession(ShellResult result, string user, bool isRenewable = true, params string[] secrets)
    {
        var session = result.Single();
        var token = SecretHunt.TokenOf(session);
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal(user, session.Text("UserName"));
        if (isRenewable)
        {
            // The token is revoked before Glance has received it, because Glance caches valid tokens for five minutes.
            Revoke(token);
        }

        Shell.Run("Get-OSImage -First 1").MustSucceed();
        SecretHunt.AssertAbsent([Federation.Password, Federation.ClientSecret, token, .. secrets], result, Shell);
    }

    /// <summary>The provider issued a token for the session, and another one when Glance refused the first.</summary>
    private void AssertRenewed()
        => Assert.Equal(2, RequestsToProvider().Count(request => request == "POST /token 200"));

    private static void Revoke(string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Federation.AuthUrl}/v3/auth/tokens");
        request.Headers.Add("X-Auth-Token", token);
        request.Headers.Add("X-Subject-Token", token);
        using var response = http.Send(request);
        response.EnsureSuccessStatusCode();
    }

    private string[] RequestsToProvider()
        => [.. Shell.Run("Get-OpenStackRequest").Output
            .Where(request => request.Value<Uri>("Uri").Port == Federation.Provider.Port)
            .Select(request => $"{request.Text("Method")} {request.Value<Uri>("Uri").AbsolutePath} {request.Text("StatusCode")}")];
}
