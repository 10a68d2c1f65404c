using System.Text;
using System.Text.Json.Nodes;
using OpenStackImage.Tests.Faults;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Sessions;

/// <summary>The authentication methods with correct and wrong secrets.</summary>
public abstract class AuthenticationSecretTests : VariableTests
{
    private protected const string AllStreams = "-Verbose -Debug -InformationAction Continue -ErrorAction Continue";
    private protected const string Provider = "-ClientCredential $client -DiscoveryEndpoint $discovery";
    private protected const string Federated = "-AuthUrl $url -ProjectName demo -IdentityProvider idp -Protocol openid";

    private const string OnProject = "-AuthUrl $url -ProjectName demo";

    private readonly OpenIdProvider _provider = new();
    private readonly RawServer _glance;

    private protected AuthenticationSecretTests(TestCloud cloud) : base(cloud)
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

    private protected static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    protected override void Dispose(bool disposing)
    {
        _provider.Dispose();
        _glance.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    /// <summary>Returns the parameters of an authentication method, and the secrets in them.</summary>
    private protected Task<(string Parameters, string[] Secrets)> PrepareAsync(string method, bool isRight) => method switch
    {
        "token" or "pinned token" => PrepareTokenAsync(method, isRight),
        "application credential" or "OAuth 2.0 client" => PrepareCredentialAsync(method, isRight),
        "OpenID Connect password" or "OpenID Connect token" or "OpenID Connect device" => Task.FromResult(PrepareOpenIdConnect(method)),
        "HTTP Basic" => Task.FromResult(PrepareHttpBasic(isRight)),
        _ => PrepareUserAsync(method, isRight),
    };

    private async Task<(string Parameters, string[] Secrets)> PrepareTokenAsync(string method, bool isRight)
    {
        var token = isRight ? await Demo.IssueTokenAsync() : "gAAAAABwr0ng-token";
        Shell.Set("token", Shell.Secret(token));
        return ($"{(method == "token" ? OnProject : "-ImageEndpoint $image")} -Token $token", [token]);
    }

    private async Task<(string Parameters, string[] Secrets)> PrepareCredentialAsync(string method, bool isRight)
    {
        var created = await Demo.IdentityAsync(HttpMethod.Post, $"users/{Demo.UserId}/application_credentials", new JsonObject
        {
            ["application_credential"] = new JsonObject { ["name"] = TestCloud.Name("secret"), ["secret"] = "appl1cation-s3cret" },
        });
        var secret = isRight ? "appl1cation-s3cret" : "0ther-s3cret";
        var credentialId = (string)created!["application_credential"]!["id"]!;
        Shell.Set("credential", Shell.Credential(credentialId, secret));
        var client = method == "application credential" ? "" : "-OAuth2";
        return ($"-AuthUrl $url -ApplicationCredential $credential {client}", [secret, Base64($"{credentialId}:{secret}")]);
    }

    private (string Parameters, string[] Secrets) PrepareOpenIdConnect(string method)
    {
        Shell.Set("credential", Shell.Credential("demo", "0ther-password"))
            .Set("client", Shell.Credential("client", "0ther-secret")).Set("token", Shell.Secret("0ther-acc3ss-token"));
        var proof = method.EndsWith("password", StringComparison.Ordinal)
            ? $"-Credential $credential {Provider}"
            : method.EndsWith("token", StringComparison.Ordinal)
            ? "-AccessToken $token"
            : $"-DeviceCode {Provider}";
        return ($"{Federated} {proof}", ["0ther-password", "0ther-secret", Base64("client:0ther-secret"), "0ther-acc3ss-token"]);
    }

    private (string Parameters, string[] Secrets) PrepareHttpBasic(bool isRight)
    {
        var word = isRight ? "bas1c-Secret" : "0ther-bas1c";
        Shell.Set("credential", Shell.Credential("me", word));
        return ("-ImageEndpoint $alone -HttpBasic -Credential $credential", [word, Base64($"me:{word}")]);
    }

    private async Task<(string Parameters, string[] Secrets)> PrepareUserAsync(string method, bool isRight)
    {
        var user = await OwnUser.CreateAsync(
            Cloud, Shell, method == "password and passcode" ? new JsonArray(new JsonArray("password", "totp")) : null);
        var (password, passcode) = (OwnUser.Password, user.Passcode);
        if (!isRight)
        {
            (password, passcode) = (method == "password" ? "0ther-factor" : password, "0918273645");
            Shell.Set("credential", Shell.Credential(user.Name, password)).Set("passcode", Shell.Secret(passcode));
        }

        return method switch
        {
            "password" => ($"{OnProject} -Credential $credential", [password]),
            "passcode" => ($"{OnProject} -UserName $user -Passcode $passcode", [passcode]),
            _ => ($"{OnProject} -Credential $credential -Passcode $passcode", [password, passcode]),
        };
    }
}
