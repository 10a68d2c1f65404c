using System.Net;
using System.Security;
using Flurl;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// An application credential as an OAuth 2.0 client, which Keystone exchanges for an access token (keystone/api/os_oauth2.py; since Yoga).
/// The access token is a token of Keystone.
/// </summary>
/// <param name="clientId">The ID of the application credential.</param>
/// <param name="secret">Its secret.</param>
/// <param name="tokenEndpoint">Keystone's OAuth 2.0 token endpoint; null for /v3/OS-OAUTH2/token.</param>
internal sealed class OAuth2SignIn(string clientId, SecureString secret, Uri? tokenEndpoint) : SignIn
{
    public override string? NotRenewableReason => null;

    public override async Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var url = tokenEndpoint is null ? new Url(endpoint).AppendPathSegments("OS-OAUTH2", "token") : new Url(tokenEndpoint);
        var accessToken = await identity.ExchangeClientCredentialAsync(url, clientId, secret, observer, cancellationToken)
            .ConfigureAwait(false);
        using var proof = new NetworkCredential("", accessToken).SecurePassword;
        var token = await identity.ValidateAsync(endpoint, new TokenMethod(proof), observer, cancellationToken).ConfigureAwait(false);
        return token with { WasGiven = false, IsOAuth2 = true };
    }
}
