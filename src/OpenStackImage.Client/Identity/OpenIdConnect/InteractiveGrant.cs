using System.Net;
using System.Security;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>A grant that requires the user only once. Afterwards, the provider's refresh token is used (RFC 6749, section 6).</summary>
internal abstract class InteractiveGrant : OpenIdGrant
{
    private SecureString? _refreshToken;

    public override string? NotRenewableReason => _refreshToken is null
        ? "the sign-in requires the user each time, and the provider issued no refresh token"
        : null;

    public override async Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var obtaining = _refreshToken is null
            ? AskUserAsync(provider, cancellationToken)
            : provider.ExchangeAsync(Refresh(_refreshToken), cancellationToken);
        var tokens = await obtaining.ConfigureAwait(false);
        if (tokens.Refresh is not null)
        {
            // Providers may replace the refresh token at each use.
            _refreshToken = new NetworkCredential("", tokens.Refresh).SecurePassword;
        }

        return tokens.ForKeystone;
    }

    /// <summary>Obtains tokens with the user's help.</summary>
    protected abstract Task<ProviderTokens> AskUserAsync(OpenIdProvider provider, CancellationToken cancellationToken);

    private static Dictionary<string, string> Refresh(SecureString refreshToken)
        => new() { [Type] = "refresh_token", ["refresh_token"] = AuthMethod.Reveal(refreshToken) };
}
