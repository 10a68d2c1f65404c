using System.Text.Json.Nodes;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

[Collection(EnvironmentVariables.Name)]
public sealed class ApplicationCredentialTests(TestCloud cloud) : VariableTests(cloud)
{
    private const string Secret = "appl1cation-s3cret";

    [Fact]
    public async Task Connect_signs_in_with_a_credential_ID()
    {
        var (id, _) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(id, Secret));

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential").Single();

        Assert.Equal("demo", session.Text("UserName"));
        Assert.Equal("demo", session.Text("ProjectName"));
        Assert.Equal(["POST /v3/auth/tokens 201"], Requests(since: 0));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
    }

    [Fact]
    public async Task Connect_signs_in_with_a_credential_name_and_a_user()
    {
        var (_, name) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(name, Secret));

        Assert.Equal(
            "demo",
            Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -UserName demo -UserDomain Default").Single()
                .Text("ProjectName"));
    }

    [Fact]
    public async Task Connect_reads_a_credential_from_clouds_yaml()
    {
        var (id, _) = await CreateAsync();
        Folder.Write("clouds.yaml", $"""
            clouds:
              prod:
                auth_type: v3applicationcredential
                auth:
                  auth_url: {Cloud.AuthUrl}
                  application_credential_id: {id}
                  application_credential_secret: {Secret}
            """);

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("ProjectName"));
    }

    [Fact]
    public async Task Connect_reads_a_credential_from_variables()
    {
        var (_, name) = await CreateAsync();
        Export(
            (
                "OS_AUTH_TYPE",
                "v3applicationcredential"), ("OS_AUTH_URL", Cloud.AuthUrl.AbsoluteUri), ("OS_APPLICATION_CREDENTIAL_NAME", name),
            ("OS_APPLICATION_CREDENTIAL_SECRET", Secret), ("OS_USER_ID", Demo.UserId));

        Assert.Equal("demo", Shell.Run("Connect-OpenStack").Single().Text("ProjectName"));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", Secret)]
    [InlineData(null, "Wr0ng-s3cret")]
    public async Task A_wrong_credential_is_an_authentication_error_without_the_secret(string? id, string secret)
    {
        var (created, _) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(id ?? created, secret));

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -Verbose -Debug");

        Assert.Equal("AuthenticationFailed", result.MustTerminate().Id());
        Assert.Contains(id ?? created, result.Terminating!.ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(secret, result, Shell);
    }

    [Theory]
    [InlineData("application_credential_secret: x", "-ApplicationCredential")]
    [InlineData("application_credential_id: x", "OS_APPLICATION_CREDENTIAL_SECRET")]
    [InlineData("application_credential_name: x, application_credential_secret: x", "-UserName")]
    public void A_missing_value_is_named(string settings, string hint)
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ auth_type: v3applicationcredential, auth: {{ auth_url: '{Cloud.AuthUrl}', {settings} }} }} }}");

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains(hint, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_signs_in_as_an_OAuth2_client()
    {
        var (id, _) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(id, Secret));

        var result = Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -OAuth2 -Verbose -Debug");

        Assert.Equal("demo", result.Single().Text("ProjectName"));
        Assert.Equal("demo", result.Output[0].Text("UserName"));
        Assert.Equal(["POST /v3/OS-OAUTH2/token 200", "GET /v3/auth/tokens 200"], Requests(since: 0));
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();
        var token = SecretHunt.TokenOf(result.Output[0]);
        SecretHunt.AssertAbsent([Secret, token], result, Shell);
        Shell.Run("Disconnect-OpenStack").MustSucceed();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await Demo.StatusOfTokenAsync(token));
    }

    [Fact]
    public async Task The_access_token_of_an_OAuth2_client_is_sent_in_both_headers()
    {
        var (id, _) = await CreateAsync();
        await using var glance = RawServer.Responding(_ => RawServer.Ok(RawServerTests.EmptyList));
        Shell.Set("credential", Shell.Credential(id, Secret)).Set("image", glance.Uri.AbsoluteUri);

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -OAuth2 -ImageEndpoint $image")
            .Single();
        var result = Shell.Run("Get-OSImage -Verbose -Debug").MustSucceed();

        var token = SecretHunt.TokenOf(session);
        Assert.Contains($"X-Auth-Token: {token}\r\n", glance.Requests[0].Head, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {token}\r\n", glance.Requests[0].Head, StringComparison.Ordinal);
        SecretHunt.AssertAbsent(token, result, Shell);
    }

    [Fact]
    public async Task Connect_reads_an_OAuth2_client_from_clouds_yaml()
    {
        var (id, _) = await CreateAsync();
        Folder.Write("clouds.yaml", $"""
            clouds:
              prod:
                auth_type: v3oauth2clientcredential
                auth:
                  auth_url: {Cloud.AuthUrl}
                  oauth2_endpoint: {Cloud.AuthUrl.AbsoluteUri.TrimEnd('/')}/v3/OS-OAUTH2/token
                  oauth2_client_id: {id}
                  oauth2_client_secret: {Secret}
            """);

        Assert.Equal("demo", Shell.Run("Connect-OpenStack -Cloud prod").Single().Text("ProjectName"));
        Assert.Equal("v3oauth2clientcredential", Shell.Run("Get-OpenStackCloud").Single().Text("AuthType"));
    }

    [Theory]
    [InlineData("", "AuthenticationFailed", "refused the application credential")]
    [InlineData("", "AuthenticationFailed", "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef")]
    [InlineData("-UserName demo", "SignInOptions", "OAuth 2.0 does not accept its name")]
    [InlineData("-ProjectName demo", "SignInOptions", "-ProjectName cannot be applied")]
    public async Task A_wrong_OAuth2_client_is_an_error_without_the_secret(
        string parameters, string id, string said, string? unknown = null)
    {
        var (created, _) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(unknown ?? created, "Wr0ng-s3cret"));

        var result = Shell.Run($"Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -OAuth2 {parameters} -Verbose -Debug");

        Assert.Equal(id, result.MustTerminate().Id());
        Assert.Contains(said, result.Terminating!.ToString(), StringComparison.Ordinal);
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{unknown ?? created}:Wr0ng-s3cret"));
        SecretHunt.AssertAbsent(["Wr0ng-s3cret", basic], result, Shell);
    }

    private async Task<(string Id, string Name)> CreateAsync()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri);
        var name = TestCloud.Name("credential");
        var created = await Demo.IdentityAsync(HttpMethod.Post, $"users/{Demo.UserId}/application_credentials", new JsonObject
        {
            ["application_credential"] = new JsonObject { ["name"] = name, ["secret"] = Secret },
        });
        return ((string)created!["application_credential"]!["id"]!, name);
    }
}
