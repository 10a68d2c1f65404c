using System.Globalization;
using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>
/// An OpenID Connect provider: its discovery document (OpenID Connect Discovery 1.0, section 4), its token endpoint (RFC 6749, section 4)
/// and its device authorization endpoint (RFC 8628).
/// </summary>
internal sealed class OpenIdProvider(IdentityClient identity, OpenIdConnectOptions options, IRequestObserver? observer)
{
    private const string DeviceEndpointKey = "device_authorization_endpoint";
    private const string TokenEndpointKey = "token_endpoint";
    private const string AuthorizationEndpointKey = "authorization_endpoint";

    private static readonly string[] SecretFields = ["password", "refresh_token", "device_code", "code", "code_verifier"];

    private JObject? _discovered;

    /// <summary>The claims that are requested.</summary>
    public string Scope => options.Scope ?? OpenIdConnectOptions.DefaultScope;

    /// <exception cref="SignInOptionsException">It is not specified.</exception>
    public string ClientId => options.ClientId ?? throw new SignInOptionsException(
        "The client's ID at the identity provider is missing. Use -ClientId or -ClientCredential (client_id, OS_CLIENT_ID).");

    /// <summary>Exchanges a grant for the token for Keystone.</summary>
    /// <exception cref="AuthenticationException">The provider refuses the grant.</exception>
    public async Task<ProviderTokens> ExchangeAsync(IReadOnlyDictionary<string, string> grant, CancellationToken cancellationToken)
    {
        var endpoint = options.TokenEndpoint
            ?? await DiscoverAsync(TokenEndpointKey, "access_token_endpoint", cancellationToken).ConfigureAwait(false);
        var response = await PostAsync(endpoint, grant, cancellationToken).ConfigureAwait(false);
        return new ProviderTokens(
            Required(response, options.TokenType ?? OpenIdConnectOptions.DefaultTokenType, endpoint),
            response.Text("refresh_token"));
    }

    /// <summary>Requests a code that the user confirms on another device.</summary>
    /// <exception cref="AuthenticationException">The provider refuses the request.</exception>
    public async Task<DeviceCode> RequestDeviceCodeAsync(IReadOnlyDictionary<string, string> request, CancellationToken cancellationToken)
    {
        var endpoint = options.DeviceAuthorizationEndpoint
            ?? await DiscoverAsync(DeviceEndpointKey, DeviceEndpointKey, cancellationToken).ConfigureAwait(false);
        var form = request.ToDictionary(pair => pair.Key, pair => pair.Value);
        form["client_id"] = ClientId;
        form["scope"] = Scope;
        var response = await PostAsync(endpoint, form, cancellationToken).ConfigureAwait(false);
        return new DeviceCode(
            Required(response, "device_code", endpoint),
            Required(response, "user_code", endpoint),
            Page(response, "verification_uri", endpoint) ?? throw Missing("verification_uri", endpoint),
            Page(response, "verification_uri_complete", endpoint),
            Seconds(response, "expires_in", 600),
            Seconds(response, "interval", 5));
    }

    /// <summary>Returns the URL of the page on which the user signs in.</summary>
    public async Task<Uri> AuthorizationEndpointAsync(CancellationToken cancellationToken)
        => options.AuthorizationEndpoint
            ?? await DiscoverAsync(AuthorizationEndpointKey, AuthorizationEndpointKey, cancellationToken).ConfigureAwait(false);

    /// <summary>True as long as the user has not confirmed the code on the provider's page.</summary>
    public static bool IsPending(ServiceException response) => ErrorOf(response) is OAuthError.Pending or OAuthError.SlowDown;

    /// <summary>Returns the provider's error code (RFC 6749, section 5.2).</summary>
    public static string ErrorOf(ServiceException response) => response.ServerMessage.Split(':')[0];

    private async Task<JObject> PostAsync(Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        var fields = form.ToDictionary(pair => pair.Key, pair => pair.Value);
        var secrets = fields.Where(field => SecretFields.Contains(field.Key)).Select(field => field.Value).ToList();
        string? authorization = null;
        if (options.ClientSecret is { } secret)
        {
            authorization = BasicCredential.Header(ClientId, secret);
            secrets.AddRange([AuthMethod.Reveal(secret), authorization.Split(' ')[1]]);
        }
        else
        {
            fields["client_id"] = ClientId;
        }

        try
        {
            return await SendAsync(ServiceRequest.PostForm(new Url(endpoint), fields, authorization, secrets), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ServiceException refusal) when (refusal.StatusCode is 400 or 401 or 403 && !IsPending(refusal))
        {
            throw refusal.AsAuthentication(
                $"The identity provider at {refusal.Uri?.Host} refused the sign-in.",
                "Check the user and password, the client and its secret, and whether the client is permitted to sign in this way.");
        }
    }

    /// <summary>Returns an endpoint from the discovery document.</summary>
    /// <exception cref="RedirectRefusedException">The document was received over https, but secrets would be sent to the endpoint over
    /// http.</exception>
    private async Task<Uri> DiscoverAsync(string key, string setting, CancellationToken cancellationToken)
    {
        var document = options.DiscoveryEndpoint ?? throw new SignInOptionsException(
            $"The identity provider's URL is missing. Specify its discovery document with -DiscoveryEndpoint (discovery_endpoint), or "
                + $"{setting}.");
        _discovered ??= await SendAsync(ServiceRequest.GetDocument(new Url(document)), cancellationToken).ConfigureAwait(false);
        if (ServerUrl.Parse(_discovered.Text(key)) is not { Fragment: "" } endpoint)
        {
            throw new UnexpectedResponseException($"The discovery document at {document} has no usable URL as \"{key}\".");
        }

        return document.Scheme == Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttps
            ? throw new RedirectRefusedException(
                $"The discovery document at {document} names {RedirectPolicy.Origin(endpoint)} as \"{key}\", which is not encrypted. "
                    + $"No request was sent to it. Ask the provider's operators to correct it, or specify the endpoint ({setting}).")
            : endpoint;
    }

    private async Task<JObject> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var response = await identity.SendToProviderAsync(request, observer, cancellationToken).ConfigureAwait(false);
        return response.ReadObject();
    }

    private static TimeSpan Seconds(JObject response, string key, double byDefault)
    {
        var isNumber = double.TryParse(response.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        return TimeSpan.FromSeconds(isNumber && seconds is >= 0 and < 86_400 ? seconds : byDefault);
    }

    private static string Required(JObject response, string key, Uri endpoint)
        => response.Text(key) ?? throw Missing(key, endpoint);

    /// <summary>Returns the URL of a page for the user, which must be a web page, not a file or a script.</summary>
    private static string? Page(JObject response, string key, Uri endpoint)
    {
        if (response.Text(key) is not { } text)
        {
            return null;
        }

        return ServerUrl.Parse(text)?.AbsoluteUri ?? throw Missing(key, endpoint);
    }

    private static UnexpectedResponseException Missing(string key, Uri endpoint)
        => new($"The response of {endpoint} has no valid \"{key}\".");
}

/// <summary>The tokens that a provider issues for a grant.</summary>
/// <param name="ForKeystone">The token for Keystone.</param>
/// <param name="Refresh">The token for which the provider issues others later; null if it issued none.</param>
internal sealed record ProviderTokens(string ForKeystone, string? Refresh)
{
    public override string ToString() => "tokens of an identity provider";
}

/// <summary>A code that the user confirms on the provider's page (RFC 8628, section 3.2).</summary>
internal sealed record DeviceCode(string Secret, string UserCode, string Page, string? PageWithCode, TimeSpan Life, TimeSpan Interval)
{
    public override string ToString() => $"code {UserCode} for {Page}";
}

/// <summary>Error codes of the token endpoint as long as the user has not confirmed a code (RFC 8628, section 3.5).</summary>
internal static class OAuthError
{
    public const string Pending = "authorization_pending";
    public const string SlowDown = "slow_down";
}
