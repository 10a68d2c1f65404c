using System.Text.Json.Nodes;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

[Collection(EnvironmentVariables.Name)]
public sealed class ApplicationCredentialTests(TestCloud cloud) : VariableTests(cloud)
{
    private const string Secret = "appl1cation-s3cret";

    [Fact]
    public async Task By_id()
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
    public async Task By_name_and_user()
    {
        var (_, name) = await CreateAsync();
        Shell.Set("credential", Shell.Credential(name, Secret));

        Assert.Equal(
            "demo",
            Shell.Run("Connect-OpenStack -AuthUrl $url -ApplicationCredential $credential -UserName demo -UserDomain Default").Single()
                .Text("ProjectName"));
    }

    [Fact]
    public async Task From_clouds_yaml()
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
    public async Task From_variables()
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
    public async Task A_wrong_one_gives_an_authentication_error_without_the_secret(string? id, string secret)
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
    public void What_is_missing_is_named(string settings, string hint)
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ prod: {{ auth_type: v3applicationcredential, auth: {{ auth_url: '{Cloud.AuthUrl}', {settings} }} }} }}");

        var error = Shell.Run("Connect-OpenStack -Cloud prod").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains(hint, error.ToString(), StringComparison.Ordinal);
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
