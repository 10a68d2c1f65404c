using System.Security;

namespace OpenStackImage.Configuration;

/// <summary>How Keystone's identity provider is reached (keystoneauth1/identity/v3/oidc.py).</summary>
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

    /// <summary>OAuth's scope: what the provider shall tell of the user.</summary>
    public string? Scope { get; init; }

    /// <summary>Which of the provider's tokens Keystone is shown: access_token or id_token.</summary>
    public string? TokenType { get; init; }

    public Uri? TokenEndpoint { get; init; }

    public Uri? DiscoveryEndpoint { get; init; }

    public Uri? DeviceAuthorizationEndpoint { get; init; }

    /// <summary>plain or S256 (RFC 7636); null for none.</summary>
    public string? CodeChallengeMethod { get; init; }

    public OpenIdConnectOptions WithFallback(OpenIdConnectOptions other) => new()
    {
        IdentityProvider = IdentityProvider ?? other.IdentityProvider,
        Protocol = Protocol ?? other.Protocol,
        ClientId = ClientId ?? other.ClientId,
        ClientSecret = ClientSecret ?? (ClientId is null || ClientId == other.ClientId ? other.ClientSecret : null),
        Scope = Scope ?? other.Scope,
        TokenType = TokenType ?? other.TokenType,
        TokenEndpoint = TokenEndpoint ?? other.TokenEndpoint,
        DiscoveryEndpoint = DiscoveryEndpoint ?? other.DiscoveryEndpoint,
        DeviceAuthorizationEndpoint = DeviceAuthorizationEndpoint ?? other.DeviceAuthorizationEndpoint,
        CodeChallengeMethod = CodeChallengeMethod ?? other.CodeChallengeMethod,
    };
}
