using System.Net;
using OpenStackImage.Http;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>
/// A sign-in to an OpenID Connect provider. Keystone issues an unscoped token for the provider's, and a scoped one for that
/// (keystoneauth1/identity/v3/oidc.py, federation.py).
/// </summary>
internal sealed class FederatedSignIn(OpenIdConnectOptions options, OpenIdGrant grant, AuthScope? scope) : SignIn
{
    public override string? NotRenewableReason => grant.NotRenewableReason;

    public override async Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var providerToken = await grant.GetTokenAsync(new OpenIdProvider(identity, options, observer), cancellationToken)
            .ConfigureAwait(false);
        var unscoped = await identity
            .IssueFederatedAsync(endpoint, options.IdentityProvider!, options.Protocol!, providerToken, observer, cancellationToken)
            .ConfigureAwait(false);
        if (scope is null or Unscoped)
        {
            return unscoped;
        }

        using var proof = new NetworkCredential("", unscoped.Value).SecurePassword;
        return await identity.IssueAsync(endpoint, [new TokenMethod(proof)], scope, observer, cancellationToken).ConfigureAwait(false);
    }
}
