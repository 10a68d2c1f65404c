using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>Each parameter of Connect-OpenStack is applied, refused by its parameter set, or an error before any request.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class ParameterRuleTests : VariableTests
{
    private const string Nowhere = "http://127.0.0.1:1";

    private const string Setup = """
        $token = [securestring]::new(); 'abc'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
        $credential = [pscredential]::new('demo', $token)
        $application = [pscredential]::new('app-id', $token)
        """;

    public ParameterRuleTests(TestCloud cloud) : base(cloud) => Shell.Run(Setup).MustSucceed();

    [Theory]
    [InlineData("-ProjectName demo")]
    [InlineData("-ProjectId 780246763ee7495badbbda61d8e0eaf7")]
    [InlineData("-ProjectDomain Default")]
    [InlineData("-Domain Default")]
    [InlineData("-System")]
    [InlineData("-TrustId t")]
    [InlineData("-Unscoped")]
    public void An_application_credential_refuses_every_scope(string scope)
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ app: {{ auth_type: v3applicationcredential, auth: {{ auth_url: '{Nowhere}', application_credential_id: x, "
                + "application_credential_secret: y } } }");

        AssertRefused($"-AuthUrl {Nowhere} -ApplicationCredential $application {scope}", scope.Split(' ')[0]);
        AssertRefused($"-Cloud app {scope}", scope.Split(' ')[0]);
    }

    [Theory]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -Token $token -ProjectName demo", "-ProjectName")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -Token $token -System", "-System")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -Token $token -Unscoped", "-Unscoped")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -Token $token -UserDomain Default", "-UserDomain")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -NoAuth -AuthUrl http://127.0.0.1:1", "-AuthUrl")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -NoAuth -Domain Default", "-Domain")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -HttpBasic -Credential $credential -TrustId t", "-TrustId")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -NoAuth:$false", "-NoAuth:$false")]
    [InlineData("-ImageEndpoint http://127.0.0.1:1 -HttpBasic:$false", "-HttpBasic:$false")]
    public void A_sign_in_without_Keystone_refuses_what_only_Keystone_applies(string parameters, string named)
        => AssertRefused(parameters, named);

    [Theory]
    [InlineData("-Credential $credential -ProjectName a -ProjectId b", "-ProjectId and -ProjectName")]
    [InlineData("-Credential $credential -ProjectId b -ProjectDomain Default", "-ProjectDomain")]
    [InlineData("-Credential $credential -ProjectDomain Default", "-ProjectDomain")]
    [InlineData("-Credential $credential -UserId other -ProjectName a", "different users")]
    [InlineData("-Credential $credential -UserName other -ProjectName a", "different users")]
    [InlineData("-UserId id -UserDomain Default -ProjectName a", "-UserDomain")]
    [InlineData("-Token $token -UserDomain Default", "-UserDomain")]
    [InlineData("-ApplicationCredential $application -UserDomain Default", "-UserDomain")]
    [InlineData("-Credential $credential -ImageEndpoint http://127.0.0.1:1 -Interface admin", "-Interface")]
    [InlineData("-Credential $credential -CACertificate ca.pem -SkipCertificateCheck", "-SkipCertificateCheck")]
    [InlineData("-Credential $credential -ClientKey key.pem", "-ClientKey")]
    [InlineData("-Credential $credential -ClientKey key.pem -ClientCertificate both.pfx", "-ClientKey")]
    [InlineData("-IdentityProvider i -Protocol p -Credential $credential -ClientId a -ClientCredential $credential", "different clients")]
    [InlineData("-DeviceCode:$false -IdentityProvider i -Protocol p", "-DeviceCode:$false")]
    [InlineData("-Browser:$false -IdentityProvider i -Protocol p", "-Browser:$false")]
    [InlineData("-WebSso:$false -IdentityProvider i -Protocol p", "-WebSso:$false")]
    [InlineData("-WebSso -IdentityProvider i", "-Protocol")]
    [InlineData("-OAuth2:$false -ApplicationCredential $application", "-OAuth2:$false")]
    public void Parameters_that_exclude_each_other_are_an_error(string parameters, string named)
        => AssertRefused($"-AuthUrl {Nowhere} {parameters}", named);

    [Theory]
    [InlineData("-Token $token -Credential $credential")]
    [InlineData("-ApplicationCredential $application -Credential $credential")]
    [InlineData("-Token $token -UserName demo")]
    [InlineData("-NoAuth -Credential $credential")]
    [InlineData("-DeviceCode -AccessToken $token")]
    [InlineData("-DeviceCode -Browser")]
    [InlineData("-WebSso -Browser")]
    [InlineData("-WebSso -ClientId c")]
    [InlineData("-HttpBasic -Passcode $token")]
    [InlineData("-Token $token -Passcode $token")]
    public void Authentication_methods_cannot_be_combined(string parameters)
        => Assert.Equal("AmbiguousParameterSet", Shell.Run($"Connect-OpenStack -AuthUrl {Nowhere} {parameters}").MustTerminate().Id());

    [Fact]
    public void A_credential_that_the_auth_type_of_the_file_does_not_use_is_an_error()
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ codes: {{ auth_type: v3totp, auth: {{ auth_url: '{Nowhere}', username: demo, passcode: '1' }} }} }}");

        AssertRefused("-Cloud codes -Credential $credential", "-Credential");
    }

    [Fact]
    public void A_parameter_overrides_the_file_in_both_directions()
    {
        Folder.Write(
            "clouds.yaml",
            $"clouds: {{ lax: {{ verify: false, cacert: /no/such/file.pem, auth: {{ auth_url: '{Cloud.AuthUrl}', username: demo, password: "
                + $"'{Demo.Password}', project_name: demo }} }} }}");

        var lax = Shell.Run("Connect-OpenStack -Cloud lax -Quiet");
        var strict = Shell.Run("Connect-OpenStack -Cloud lax -SkipCertificateCheck:$false");

        lax.MustSucceed();
        Assert.Contains("not checked", Assert.Single(lax.Warnings), StringComparison.Ordinal);
        Assert.Equal("FileNotFound", strict.MustTerminate().Id());
        Assert.Contains("/no/such/file.pem", strict.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_specified_file_is_read_even_if_a_URL_or_variables_name_a_cloud()
    {
        Folder.Write(
            "mine.yaml",
            $"clouds: {{ only: {{ auth: {{ auth_url: '{Cloud.AuthUrl}', username: demo, password: '{Demo.Password}', project_name: "
                + "demo } } }");
        Export(("OS_CLOUD", "elsewhere"));

        Assert.Equal("only", Shell.Run("Connect-OpenStack -ConfigFile mine.yaml").Single().Text("CloudName"));
        Assert.Equal(
            "only",
            Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Run("Connect-OpenStack -ConfigFile mine.yaml -AuthUrl $url").Single()
                .Text("CloudName"));
    }

    [Fact]
    public void A_user_can_be_specified_by_ID()
    {
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("id", Demo.UserId).Set("byId", Shell.Credential(Demo.UserId, Demo.Password));

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -UserId $id -Credential $byId -ProjectName demo").Single();

        Assert.Equal("demo", session.Text("UserName"));
    }

    [Fact]
    public async Task A_token_alone_keeps_its_scope_and_is_not_revoked()
    {
        var token = await Demo.IssueTokenAsync();
        Shell.Set("url", Cloud.AuthUrl.AbsoluteUri).Set("given", Shell.Secret(token));

        var session = Shell.Run("Connect-OpenStack -AuthUrl $url -Token $given").Single();
        Shell.Run("Get-OSImage -Visibility private").MustSucceed();

        Assert.Equal(Demo.ProjectId, session.Text("ProjectId"));
        Assert.Equal(["GET /v3/auth/tokens 200", "GET /v2/images?visibility=private&limit=1000 200"], Requests(since: 0));
        Shell.Run("Disconnect-OpenStack").MustSucceed();
        Assert.Equal(System.Net.HttpStatusCode.OK, await Demo.StatusOfTokenAsync(token));
    }

    [Theory]
    [InlineData("htps://admin:S3cret@cloud.example")]
    [InlineData("https://admin:S3cret@cloud.example/v3")]
    [InlineData("admin:S3cret@cloud.example")]
    [InlineData("https://cloud.example?token=S3cret")]
    public void A_URL_with_a_secret_is_never_shown(string url)
    {
        Export(("OS_AUTH_URL", url), ("OS_USERNAME", "demo"));
        string[] commands =
        [
            "Connect-OpenStack -AuthUrl $secretUrl", "Connect-OpenStack -NoAuth -ImageEndpoint $secretUrl", "Connect-OpenStack",
            "Get-OpenStackCloud",
        ];
        foreach (var command in commands)
        {
            var result = Shell.Set("secretUrl", url).Run(command);

            Assert.Equal("SignInOptions", (result.Terminating ?? result.SingleError()).Id());
            Shell.Run("Remove-Variable secretUrl");
            SecretHunt.AssertAbsent("S3cret", result, Shell);
        }
    }

    private void AssertRefused(string parameters, string named)
    {
        var error = Shell.Run($"Connect-OpenStack {parameters}").MustTerminate();

        Assert.Equal("SignInOptions", error.Id());
        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
    }
}
