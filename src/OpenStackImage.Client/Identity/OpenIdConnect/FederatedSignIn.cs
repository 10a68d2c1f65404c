using System.Net;
using OpenStackImage.Configuration;
using OpenStackImage.Http;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>
/// The user proves to an OpenID Connect provider who he is; Keystone gives an unscoped token for the provider's, and one with a scope for that
/// (keystoneauth1/identity/v3/oidc.py, federation.py).
/// </summary>
internal sealed class FederatedSignIn(OpenIdConnectOptions options, OpenIdGrant grant, AuthScope? scope) : SignIn
{
    public override string? NotRenewableReason => grant.NotRenewableReason;

    public override async Task<Token> IssueAsync(IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var shown = await grant.GetTokenAsync(new OpenIdProvider(identity, options, observer), cancellationToken).ConfigureAwait(false);
        var unscoped = await identity
            .IssueFederatedAsync(endpoint, options.IdentityProvider!, options.Protocol!, shown, observer, cancellationToken)
            .ConfigureAwait(false);
        if (scope is null or Unscoped)
        {
            return unscoped;
        }

        using var proof = new NetworkCredential("", unscoped.Value).SecurePassword;
        return await identity.IssueAsync(endpoint, [new TokenMethod(proof)], scope, observer, cancellationToken).ConfigureAwait(false);
    }
}
