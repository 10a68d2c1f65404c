using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>
/// Each way to sign in, as it succeeds and as it fails, and a session's whole life after it: its secrets show in no stream, no error, no
/// object, and nothing is written to disk.
/// </summary>
[Collection(EnvironmentVariables.Name)]
public sealed class SecretWalkTests : VariableTests
{
    private const string Talk = "-Verbose -Debug -InformationAction Continue -ErrorAction Continue";
    private const string Provider = "-ClientCredential $client -DiscoveryEndpoint $discovery";
    private const string Federated = "-AuthUrl $url -ProjectName demo -IdentityProvider idp -Protocol openid";

    /// <summary>Where programs keep what they write, on each system.</summary>
    private static readonly string[] Places =
        [
            "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP",
        ];

    private readonly OpenIdProvider _provider = new();
    private readonly RawServer _glance;

    public SecretWalkTests(TestCloud cloud) : base(cloud)
    {
        var authorization = "Authorization: Basic " + Base64("me:bas1c-Secret");
        _glance = RawServer.Responding(request => request.Head.Contains(authorization, StringComparison.Ordinal)
            ? RawServer.Ok(RawServerTests.EmptyList)
            : RawServer.Reply("401 Unauthorized", "who are you?", contentType: "text/plain"));
        Shell.Set("url", cloud.AuthUrl.AbsoluteUri).Set("image", cloud.ImageEndpoint.AbsoluteUri).Set("alone", _glance.Uri.AbsoluteUri)
            .Set("discovery", _provider.Discovery);
        if (TestEnvironment.RealCloud is null)
        {
            cloud.Local.State.TrustProvider("idp", "openid", OpenIdProvider.AccessToken, Demo.UserId);
        }
    }

    [ReliabilityRow("50", "-Verbose, -Debug, all streams, `$Error`, objects, requests and files of a session, "
        + "with each authentication method, right and wrong")]
    [Theory]
    [InlineData("password", true)]
    [InlineData("password", false)]
    [InlineData("token", true)]
    [InlineData("token", false)]
    [InlineData("pinned token", true)]
    [InlineData("pinned token", false)]
    [InlineData("application credential", true)]
    [InlineData("application credential", false)]
    [InlineData("OAuth 2.0 client", true)]
    [InlineData("OAuth 2.0 client", false)]
    [InlineData("passcode", true)]
    [InlineData("passcode", false)]
    [InlineData("password and passcode", true)]
    [InlineData("password and passcode", false)]
    [InlineData("HTTP Basic", true)]
    [InlineData("HTTP Basic", false)]
    public async Task No_secret_is_shown_or_written_to_disk(string way, bool isRight)
    {
        var (parameters, secrets) = await PrepareAsync(way, isRight);

        Walk(parameters, secrets, isRight);

        ReliabilityPage.Checked("50", "no password, passcode, secret or token in any of them; 0 files written");
    }

    [ReliabilityRow("50b", "the same with each method of OpenID Connect")]
    [LocalCloudTheory("its Keystone takes the provider's token without a web server's module")]
    [InlineData($"-Credential $credential {Provider}", true)]
    [InlineData($"-Credential $credential {Provider}", false)]
    [InlineData(Provider, true)]
    [InlineData(Provider, false)]
    [InlineData("-AccessToken $token", true)]
    [InlineData("-AccessToken $token", false)]
    [InlineData($"-DeviceCode {Provider}", true)]
    [InlineData($"-DeviceCode {Provider}", false)]
    public void No_secret_of_OpenID_Connect_is_shown_or_written_to_disk(string parameters, bool isRight)
    {
        var (password, client, token) = isRight
            ? ("0penid-password", "cl1ent-secret", OpenIdProvider.AccessToken)
            : ("0ther-password", "0ther-secret", "0ther-acc3ss-token");
        Shell.Set("credential", Shell.Credential("demo", password)).Set("client", Shell.Credential("client", client))
            .Set("token", Shell.Secret(token));

        Walk($"{Federated} {parameters}", [password, client, Base64($"client:{client}"), token, OpenIdProvider.DeviceCode], isRight);

        ReliabilityPage.Checked("50b", "the same");
    }

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
    public async Task Secrets_that_a_server_repeats_in_a_response_are_not_shown(string way)
    {
        var (parameters, secrets) = await PrepareAsync(way, isRight: false);
        await using var echo = RawServer.Responding(request => request.Method == "GET"
            ? RawServer.Ok(
                $$"""{"token_endpoint": "http://{{HostOf(request)}}/token","""
                    + $$""" "device_authorization_endpoint": "http://{{HostOf(request)}}/device"}""")
            : RawServer.Reply(
                "400 Bad Request",
                $"I do not understand {Uri.UnescapeDataString(request.Body)} {new string('.', 470)} {request.Head}",
                contentType: "text/plain"));
        Shell.Set("url", echo.Uri.AbsoluteUri).Set("discovery", echo.Uri.AbsoluteUri);

        var result = Shell.Run($"Connect-OpenStack {parameters} {Talk}");

        Assert.Contains("repeats a secret", result.MustTerminate().ToString(), StringComparison.Ordinal);
        SecretHunt.AssertAbsent(secrets, result, Shell);
        ReliabilityPage.Checked("50c", "an error that says so, without the secret");
    }

    [ReliabilityRow("50d", "a service that repeats the token or the password in a reason phrase, a request ID, a broken header or a link")]
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
                + $"1..2 | ForEach-Object {{ Get-OSImage {Talk} }}; Get-OpenStackRequest | Select-Object *; "
                + $"try {{ Connect-OpenStack -AuthUrl $url -Credential $user -ProjectName demo -ProjectDomain Default {Talk} }} "
                + "catch { $_ }");

        Assert.NotEmpty(result.Errors);
        SecretHunt.AssertAbsent(spellings, result, Shell);
        ReliabilityPage.Checked("50d", "errors without the secret in any spelling; no request is sent to such a link");
    }

    protected override void Dispose(bool disposing)
    {
        _provider.Dispose();
        _glance.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private static string HostOf(RawRequest request) => request.Head.Split("Host: ")[1].Split("\r\n")[0];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Walk(string parameters, string[] secrets, bool isRight)
    {
        Export([.. Places.Select(place => (place, (string?)Directory.CreateDirectory(Folder.Path(place)).FullName))]);

        var result = Shell.Run($"""
            $session = Connect-OpenStack {parameters} {Talk}
            $session
            Get-OpenStackSession {Talk}
            Get-OSImage -First 1 {Talk}
            Get-OSImage 'no such image' {Talk}
            Get-OSImageMember '{Guid.NewGuid()}' {Talk}
            Get-OpenStackRequest {Talk}
            Get-OpenStackRequest | ForEach-Object Curl
            Get-OpenStackRequest | ConvertTo-OpenStackSequenceDiagram
            Disconnect-OpenStack {Talk}
            Get-OSImage -Session $session {Talk}
            """);

        Assert.Equal(isRight, result.Terminating is null && !result.Errors.Any(error => error.Id() == "AuthenticationFailed"));
        Assert.NotEmpty(result.Verbose);
        Assert.NotEmpty(result.Debug);
        SecretHunt.AssertAbsent(
            [.. secrets, .. result.Output.Take(1).Select(SecretHunt.TokenOf).Where(token => token.Length > 0)], result, Shell);
        Assert.All(result.Debug, text => Assert.DoesNotMatch("(?i)(token|authorization): (?![{]SHA256[}])", text));
        Assert.Empty(Directory.GetFiles(Folder.Path("."), "*", SearchOption.AllDirectories));
    }

    /// <summary>The parameters of a way to sign in, and the secrets in them.</summary>
    private async Task<(string Parameters, string[] Secrets)> PrepareAsync(string way, bool isRight)
    {
        const string onProject = "-AuthUrl $url -ProjectName demo";
        switch (way)
        {
            case "token" or "pinned token":
                var token = isRight ? await Demo.IssueTokenAsync() : "gAAAAABwr0ng-token";
                Shell.Set("token", Shell.Secret(token));
                return ($"{(way == "token" ? onProject : "-ImageEndpoint $image")} -Token $token", [token]);

            case "application credential" or "OAuth 2.0 client":
                var created = await Demo.IdentityAsync(HttpMethod.Post, $"users/{Demo.UserId}/application_credentials", new JsonObject
                {
                    ["application_credential"] = new JsonObject { ["name"] = TestCloud.Name("secret"), ["secret"] = "appl1cation-s3cret" },
                });
                var secret = isRight ? "appl1cation-s3cret" : "0ther-s3cret";
                var credentialId = (string)created!["application_credential"]!["id"]!;
                Shell.Set("credential", Shell.Credential(credentialId, secret));
                var client = way == "application credential" ? "" : "-OAuth2";
                return ($"-AuthUrl $url -ApplicationCredential $credential {client}", [secret, Base64($"{credentialId}:{secret}")]);

            case "OpenID Connect password" or "OpenID Connect token" or "OpenID Connect device":
                Shell.Set("credential", Shell.Credential("demo", "0ther-password"))
                    .Set("client", Shell.Credential("client", "0ther-secret")).Set("token", Shell.Secret("0ther-acc3ss-token"));
                var proof = way.EndsWith("password", StringComparison.Ordinal)
                    ? $"-Credential $credential {Provider}"
                    : way.EndsWith("token", StringComparison.Ordinal)
                    ? "-AccessToken $token"
                    : $"-DeviceCode {Provider}";
                return ($"{Federated} {proof}", ["0ther-password", "0ther-secret", Base64("client:0ther-secret"), "0ther-acc3ss-token"]);

            case "HTTP Basic":
                var word = isRight ? "bas1c-Secret" : "0ther-bas1c";
                Shell.Set("credential", Shell.Credential("me", word));
                return ("-ImageEndpoint $alone -HttpBasic -Credential $credential", [word, Base64($"me:{word}")]);
        }

        var user = await OwnUser.CreateAsync(
            Cloud, Shell, way == "password and passcode" ? new JsonArray(new JsonArray("password", "totp")) : null);
        var (password, passcode) = (OwnUser.Password, user.Passcode);
        if (!isRight)
        {
            (password, passcode) = (way == "password" ? "0ther-factor" : password, "0918273645");
            Shell.Set("credential", Shell.Credential(user.Name, password)).Set("passcode", Shell.Secret(passcode));
        }

        return way switch
        {
            "password" => ($"{onProject} -Credential $credential", [password]),
            "passcode" => ($"{onProject} -UserName $user -Passcode $passcode", [passcode]),
            _ => ($"{onProject} -Credential $credential -Passcode $passcode", [password, passcode]),
        };
    }
}
