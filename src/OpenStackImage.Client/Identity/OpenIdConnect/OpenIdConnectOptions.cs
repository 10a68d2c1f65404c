using System.Security;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>How to reach the identity provider behind Keystone (keystoneauth1/identity/v3/oidc.py).</summary>
internal sealed record OpenIdConnectOptions
{
    public const string DefaultScope = "openid profile";
    public const string DefaultTokenType = "access_token";

    /// <summary>The provider's name in Keystone.</summary>
    public string? IdentityProvider { get; init; }

    /// <summary>The protocol's name in Keystone, for example openid.</summary>
    public string? Protocol { get; init; }

    public string? ClientId { get; init; }

    public SecureString? ClientSecret { get; init; }

    /// <summary>The OAuth scope, which determines the claims about the user.</summary>
    public string? Scope { get; init; }

    /// <summary>The token of the provider that is sent to Keystone: access_token or id_token.</summary>
    public string? TokenType { get; init; }

    public Uri? TokenEndpoint { get; init; }

    public Uri? DiscoveryEndpoint { get; init; }

    public Uri? DeviceAuthorizationEndpoint { get; init; }

    public Uri? AuthorizationEndpoint { get; init; }

    /// <summary>The URL to which the provider sends the browser with the code; null for a free port of this computer.</summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>The port of this computer to which Keystone's page sends the browser with the token; null for the usual one.</summary>
    public int? RedirectPort { get; init; }

    /// <summary>plain or S256 (RFC 7636); null for no challenge.</summary>
    public string? CodeChallengeMethod { get; init; }

    /// <summary>
    /// These options, with the values of <paramref name="other"/> for those that are not set. Endpoints of the other options do not
    /// override a discovery document of these options.
    /// </summary>
    public OpenIdConnectOptions WithFallback(OpenIdConnectOptions other)
    {
        var endpoints = DiscoveryEndpoint is null ? other : new OpenIdConnectOptions();
        return new OpenIdConnectOptions
        {
            IdentityProvider = IdentityProvider ?? other.IdentityProvider,
            Protocol = Protocol ?? other.Protocol,
            ClientId = ClientId ?? other.ClientId,
            ClientSecret = ClientSecret ?? (ClientId is null || ClientId == other.ClientId ? other.ClientSecret : null),
            Scope = Scope ?? other.Scope,
            TokenType = TokenType ?? other.TokenType,
            TokenEndpoint = TokenEndpoint ?? endpoints.TokenEndpoint,
            DiscoveryEndpoint = DiscoveryEndpoint ?? other.DiscoveryEndpoint,
            DeviceAuthorizationEndpoint = DeviceAuthorizationEndpoint ?? endpoints.DeviceAuthorizationEndpoint,
            AuthorizationEndpoint = AuthorizationEndpoint ?? endpoints.AuthorizationEndpoint,
            RedirectUri = RedirectUri ?? other.RedirectUri,
            RedirectPort = RedirectPort ?? other.RedirectPort,
            CodeChallengeMethod = CodeChallengeMethod ?? other.CodeChallengeMethod,
        };
    }
}
