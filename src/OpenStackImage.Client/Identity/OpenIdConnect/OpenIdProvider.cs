using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Configuration;
using OpenStackImage.Http;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>
/// An OpenID Connect provider: its discovery document (OpenID Connect Discovery 1.0, section 4), its token endpoint (RFC 6749, section 4) and its
/// device authorization endpoint (RFC 8628).
/// </summary>
internal sealed class OpenIdProvider(IdentityClient identity, OpenIdConnectOptions options, IRequestObserver? observer)
{
    private const string DeviceEndpointKey = "device_authorization_endpoint";
    private const string TokenEndpointKey = "token_endpoint";

    private static readonly string[] SecretFields = ["password", "refresh_token", "device_code", "code_verifier"];

    private JObject? _discovered;

    /// <summary>Exchanges a grant for the token that Keystone shall see.</summary>
    /// <exception cref="AuthenticationException">The provider refuses.</exception>
    public async Task<ProviderTokens> ExchangeAsync(IReadOnlyDictionary<string, string> grant, CancellationToken cancellationToken)
    {
        var endpoint = options.TokenEndpoint ?? await DiscoverAsync(TokenEndpointKey, "access_token_endpoint", cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await PostAsync(endpoint, grant, cancellationToken).ConfigureAwait(false);
            var key = options.TokenType ?? OpenIdConnectOptions.DefaultTokenType;
            return new ProviderTokens(
                (string?)answer[key] ?? throw new UnexpectedResponseException($"{endpoint} answered without the token \"{key}\" (access_token_type)."),
                (string?)answer["refresh_token"]);
        }
        catch (ServiceException refused) when (refused.StatusCode is 400 or 401 or 403 && !IsPending(refused))
        {
            throw Refused(refused);
        }
    }

    /// <summary>True while the person has not yet answered on the provider's page.</summary>
    public static bool IsPending(ServiceException refused) => ErrorOf(refused) is OAuthError.Pending or OAuthError.SlowDown;

    /// <summary>The provider's error word (RFC 6749, section 5.2).</summary>
    public static string ErrorOf(ServiceException refused) => refused.ServerMessage.Split(':')[0];

    /// <summary>Asks for a code that a person confirms on another device.</summary>
    public async Task<DeviceCode> RequestDeviceCodeAsync(IReadOnlyDictionary<string, string> challenge, CancellationToken cancellationToken)
    {
        var endpoint = options.DeviceAuthorizationEndpoint
            ?? await DiscoverAsync(DeviceEndpointKey, DeviceEndpointKey, cancellationToken).ConfigureAwait(false);
        var form = challenge.ToDictionary(pair => pair.Key, pair => pair.Value);
        form["client_id"] = RequireClientId();
        form["scope"] = options.Scope ?? OpenIdConnectOptions.DefaultScope;
        try
        {
            var answer = await PostAsync(endpoint, form, cancellationToken).ConfigureAwait(false);
            string Required(string key) => (string?)answer[key] ?? throw new UnexpectedResponseException($"{endpoint} answered without \"{key}\".");
            return new DeviceCode(
                Required("device_code"),
                Required("user_code"),
                Required("verification_uri"),
                (string?)answer["verification_uri_complete"],
                TimeSpan.FromSeconds((double?)answer["expires_in"] ?? 600),
                TimeSpan.FromSeconds((double?)answer["interval"] ?? 5));
        }
        catch (ServiceException refused) when (refused.StatusCode is 400 or 401 or 403)
        {
            throw Refused(refused);
        }
    }

    private static AuthenticationException Refused(ServiceException refused) => refused.AsAuthentication(
        $"The identity provider at {refused.Uri.Host} refused the sign-in.",
        "Check user and password, client and client secret, and whether the client may sign in this way.");

    private Task<JObject> PostAsync(Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        var clientId = RequireClientId();
        var fields = form.ToDictionary(pair => pair.Key, pair => pair.Value);
        var secrets = fields.Where(field => SecretFields.Contains(field.Key)).Select(field => field.Value).ToList();
        string? authorization = null;
        if (options.ClientSecret is { } secret)
        {
            authorization = BasicCredential.Header(clientId, secret);
            secrets.AddRange([AuthMethod.Reveal(secret), authorization.Split(' ')[1]]);
        }
        else
        {
            fields["client_id"] = clientId;
        }

        return SendAsync(ServiceRequest.PostForm(new Url(endpoint), fields, authorization, secrets), cancellationToken);
    }

    private async Task<Uri> DiscoverAsync(string key, string setting, CancellationToken cancellationToken)
    {
        var document = options.DiscoveryEndpoint ?? throw new SignInOptionsException(
            $"The identity provider's address is missing: give its discovery document with -DiscoveryEndpoint (discovery_endpoint), or {setting}.");
        _discovered ??= await SendAsync(ServiceRequest.GetDocument(new Url(document)), cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate((string?)_discovered[key], UriKind.Absolute, out var endpoint)
            ? endpoint
            : throw new UnexpectedResponseException($"The discovery document at {document} names no \"{key}\".");
    }

    private async Task<JObject> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
        => (await identity.SendToProviderAsync(request, observer, cancellationToken).ConfigureAwait(false)).ReadObject();

    private string RequireClientId() => options.ClientId ?? throw new SignInOptionsException(
        "The client's ID at the identity provider is missing. Use -ClientId or -ClientCredential (client_id, OS_CLIENT_ID).");
}

/// <summary>What a provider gives for a grant.</summary>
/// <param name="Shown">The token that Keystone is shown.</param>
/// <param name="Refresh">With it another can be had later; null where the provider gave none.</param>
internal sealed record ProviderTokens(string Shown, string? Refresh)
{
    public override string ToString() => "tokens of an identity provider";
}

/// <summary>A code that a person confirms on the provider's page (RFC 8628, section 3.2).</summary>
internal sealed record DeviceCode(string Secret, string UserCode, string Page, string? PageWithCode, TimeSpan Life, TimeSpan Interval)
{
    public override string ToString() => $"code {UserCode} for {Page}";
}

/// <summary>Error words of the token endpoint while a person has not yet answered (RFC 8628, section 3.5).</summary>
internal static class OAuthError
{
    public const string Pending = "authorization_pending";
    public const string SlowDown = "slow_down";
}
