using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OpenStackImage.Tests.Harness;

/// <summary>
/// A small OpenID Connect provider: discovery document, token endpoint (RFC 6749) with the grants password, client_credentials and device_code, device
/// authorization endpoint (RFC 8628). Whoever shows the right things gets <see cref="AccessToken"/>.
/// </summary>
internal sealed class OpenIdProvider : IDisposable
{
    public const string AccessToken = "acc3ss-token-of-the-provider";
    public const string UserCode = "WDJB-MJHT";
    public const string DeviceCode = "d3vice-code";

    private readonly HttpListener _listener = new();
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
                var (status, body) = Answer(context.Request, await reader.ReadToEndAsync());
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()));
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test is over, or the client has gone.
            }
        }
    }

    private (int Status, JsonObject Body) Answer(HttpListenerRequest request, string form)
    {
        var fields = System.Web.HttpUtility.ParseQueryString(form);
        var client = request.Headers["Authorization"] == "Basic " + Convert.ToBase64String("client:cl1ent-secret"u8);
        return request.Url!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => (200, new JsonObject { ["issuer"] = Address, ["token_endpoint"] = Address + "token", ["device_authorization_endpoint"] = Address + "device" }),
            "/device" => (200, new JsonObject { ["device_code"] = DeviceCode, ["user_code"] = UserCode, ["verification_uri"] = Address + "go", ["expires_in"] = 60, ["interval"] = 0 }),
            "/token" when !client => Refuse(401, "invalid_client"),
            "/token" => fields["grant_type"] switch
            {
                "password" when fields["username"] == "demo" && fields["password"] == "0penid-password" => Give(),
                "client_credentials" => Give(),
                "urn:ietf:params:oauth:grant-type:device_code" when fields["device_code"] == DeviceCode => ++_polls < 3 ? Refuse(400, "authorization_pending") : Give(),
                _ => Refuse(400, "invalid_grant"),
            },
            _ => Refuse(404, "not_found"),
        };
    }

    private static (int, JsonObject) Give() => (200, new JsonObject { ["access_token"] = AccessToken, ["token_type"] = "Bearer" });

    private static (int, JsonObject) Refuse(int status, string error) => (status, new JsonObject { ["error"] = error, ["error_description"] = "as the test wants it" });
}
