using System.Security;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>A grant, which an OpenID Connect provider exchanges for a token (RFC 6749, section 1.3).</summary>
internal abstract class OpenIdGrant
{
    protected const string Type = "grant_type";

    /// <summary>The reason why the grant cannot be used again without the user; null if it can.</summary>
    public virtual string? NotRenewableReason => null;

    /// <summary>Obtains the token for Keystone.</summary>
    /// <exception cref="AuthenticationException">The provider refuses the grant.</exception>
    public abstract Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken);
}

/// <summary>The user's name and password at the provider.</summary>
internal sealed class PasswordGrant(string userName, SecureString password, string? scope) : OpenIdGrant
{
    public override async Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var grant = new Dictionary<string, string>
        {
            [Type] = "password",
            ["username"] = userName,
            ["password"] = AuthMethod.Reveal(password),
            ["scope"] = scope ?? OpenIdConnectOptions.DefaultScope,
        };
        var tokens = await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false);
        return tokens.ForKeystone;
    }
}

/// <summary>The credentials of the client, which signs in without a user.</summary>
internal sealed class ClientCredentialsGrant(string? scope) : OpenIdGrant
{
    public override async Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var grant = new Dictionary<string, string>
        {
            [Type] = "client_credentials",
            ["scope"] = scope ?? OpenIdConnectOptions.DefaultScope,
        };
        var tokens = await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false);
        return tokens.ForKeystone;
    }
}

/// <summary>A token that the provider issued to the user before.</summary>
internal sealed class GivenToken(SecureString token) : OpenIdGrant
{
    public override Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
        => Task.FromResult(AuthMethod.Reveal(token));
}
