using System.Security;
using OpenStackImage.Configuration;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>What is shown to an OpenID Connect provider for a token (RFC 6749, section 1.3).</summary>
internal abstract class OpenIdGrant
{
    protected const string Type = "grant_type";

    /// <summary>Why it cannot be shown again without the user; null where it can.</summary>
    public virtual string? NotRenewableReason => null;

    /// <summary>Gets the token that Keystone shall see.</summary>
    /// <exception cref="AuthenticationException">The provider refuses.</exception>
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
        return (await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false)).Shown;
    }
}

/// <summary>The client signs in for itself.</summary>
internal sealed class ClientCredentialsGrant(string? scope) : OpenIdGrant
{
    public override async Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var grant = new Dictionary<string, string> { [Type] = "client_credentials", ["scope"] = scope ?? OpenIdConnectOptions.DefaultScope };
        return (await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false)).Shown;
    }
}

/// <summary>A token that the user got from the provider himself.</summary>
internal sealed class GivenToken(SecureString token) : OpenIdGrant
{
    public override Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken) => Task.FromResult(AuthMethod.Reveal(token));
}
