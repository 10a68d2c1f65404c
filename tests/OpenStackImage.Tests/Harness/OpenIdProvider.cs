using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// A small OpenID Connect provider: discovery document, token endpoint (RFC 6749) with the grants password, client_credentials,
/// device_code, authorization_code with PKCE (RFC 7636) and refresh_token, device authorization endpoint (RFC 8628), and a page that signs
/// in immediately. A valid grant is exchanged for <see cref="AccessToken"/>.
/// </summary>
internal sealed class OpenIdProvider : IDisposable
{
    public const string AccessToken = "acc3ss-token-of-the-provider";
    public const string UserCode = "WDJB-MJHT";
    public const string DeviceCode = "d3vice-code";

    private const string Code = "authorizati0n-code";
    private const string RefreshToken = "refr3sh-token";

    private readonly HttpListener _listener = new();
    private string? _challenge;
    private string? _redirectUri;
    private int _polls;

    public OpenIdProvider()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The grants that were exchanged for tokens, in order.</summary>
    public List<string> Grants { get; } = [];

    public string Discovery => Address + ".well-known/openid-configuration";

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var (status, body) = Respond(context.Request, await reader.ReadToEndAsync());
                context.Response.StatusCode = status;
                context.Response.RedirectLocation = (string?)body["location"];
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()));
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test is over, or the client has closed the connection.
            }
        }
    }

    private (int Status, JsonObject Body) Respond(HttpListenerRequest request, string form)
    {
        var fields = System.Web.HttpUtility.ParseQueryString(form);
        var client = request.Headers["Authorization"] == "Basic " + Convert.ToBase64String("client:cl1ent-secret"u8);
        return request.Url!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => (200, DiscoveryDocument()),
            "/authorize" => SignIn(request.QueryString),
            "/device" => (200, DeviceAuthorization()),
            "/token" when !client => Refuse(401, "invalid_client"),
            "/token" => Noted(fields["grant_type"]) switch
            {
                "password" when fields["username"] == "demo" && fields["password"] == "0penid-password" => Give(),
                "client_credentials" => Give(),
                "urn:ietf:params:oauth:grant-type:device_code" when fields["device_code"] == DeviceCode => ++_polls < 3
                    ? Refuse(400, "authorization_pending")
                    : Give(),
                "authorization_code" when fields["code"] == Code
                    && fields["redirect_uri"] == _redirectUri
                    && ChallengeOf(fields["code_verifier"]!) == _challenge => Give(RefreshToken),
                "refresh_token" when fields["refresh_token"] == RefreshToken => Give(RefreshToken),
                _ => Refuse(400, "invalid_grant"),
            },
            _ => Refuse(404, "not_found"),
        };
    }

    private JsonObject DiscoveryDocument() => new()
    {
        ["issuer"] = Address,
        ["token_endpoint"] = Address + "token",
        ["device_authorization_endpoint"] = Address + "device",
        ["authorization_endpoint"] = Address + "authorize",
    };

    private JsonObject DeviceAuthorization() => new()
    {
        ["device_code"] = DeviceCode,
        ["user_code"] = UserCode,
        ["verification_uri"] = Address + "go",
        ["expires_in"] = 60,
        ["interval"] = 0,
    };

    private string? Noted(string? grant)
    {
        Grants.Add(grant ?? "");
        return grant;
    }

    /// <summary>The page on which a user signs in: this one needs no password, and sends the browser back with a code.</summary>
    private (int, JsonObject) SignIn(System.Collections.Specialized.NameValueCollection query)
    {
        (_challenge, _redirectUri) = (query["code_challenge"], query["redirect_uri"]);
        return query["response_type"] == "code" && query["client_id"] == "client" && query["code_challenge_method"] == "S256"
            ? (302, new JsonObject { ["location"] = $"{_redirectUri}?code={Code}&state={Uri.EscapeDataString(query["state"]!)}" })
            : Refuse(400, "invalid_request");
    }

    private static string ChallengeOf(string verifier)
        => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=')
            .Replace('+', '-').Replace('/', '_');

    private static (int, JsonObject) Give(string? refreshToken = null)
        => (200, new JsonObject { ["access_token"] = AccessToken, ["token_type"] = "Bearer", ["refresh_token"] = refreshToken });

    private static (int, JsonObject) Refuse(int status, string error)
        => (status, new JsonObject { ["error"] = error, ["error_description"] = "as the test wants it" });
}
