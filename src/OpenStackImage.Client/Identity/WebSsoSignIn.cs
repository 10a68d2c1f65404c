using System.Net;
using Flurl;
using OpenStackImage.Http;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Identity;

/// <summary>
/// A sign-in on the pages of Keystone and its identity provider, in a browser on this computer: Keystone's last page sends an unscoped
/// token to a URL of this computer, which it must trust (keystone/api/auth.py, AuthFederationWebSSOResource; trusted_dashboard in
/// keystone.conf).
/// </summary>
/// <param name="provider">The provider's name in Keystone; null if the web server chooses it.</param>
/// <param name="protocol">The protocol's name in Keystone.</param>
/// <param name="redirectUri">The URL of this computer; null for the one of keystoneauth-websso.</param>
/// <param name="scope">The scope of the session.</param>
/// <param name="notify">Shows a message to the user.</param>
internal sealed class WebSsoSignIn(string? provider, string protocol, Uri? redirectUri, AuthScope? scope, Action<string> notify) : SignIn
{
    /// <summary>Operators add this URL to trusted_dashboard for the clients of keystoneauth-websso.</summary>
    public static readonly Uri DefaultRedirectUri = RedirectUriAt(9990);

    public override string? NotRenewableReason => "the sign-in requires the user each time";

    /// <summary>Returns the URL of this computer at a port.</summary>
    public static Uri RedirectUriAt(int port) => new UriBuilder("http", "localhost", port, "/auth/websso/").Uri;

    public override async Task<Token> IssueAsync(
        IdentityClient identity, Uri endpoint, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var listener = new LoopbackListener(redirectUri ?? DefaultRedirectUri);
        var page = PageOf(endpoint).SetQueryParam("origin", listener.Uri.AbsoluteUri);
        notify($"To sign in, open this page in a browser on this computer: {page}");

        var tokens = new TokenRequests(endpoint, notify);
        var received = await listener.WaitAsync(tokens.TokenOf, cancellationToken).ConfigureAwait(false);
        using var unscoped = new NetworkCredential("", received).SecurePassword;
        var proof = new TokenMethod(unscoped);
        if (scope is not null and not Unscoped)
        {
            return await identity.IssueAsync(endpoint, [proof], scope, observer, cancellationToken).ConfigureAwait(false);
        }

        var token = await identity.ValidateAsync(endpoint, proof, observer, cancellationToken).ConfigureAwait(false);
        return token with { WasGiven = false };
    }

    private Url PageOf(Uri endpoint)
    {
        var federation = new Url(endpoint).AppendPathSegments("auth", "OS-FEDERATION");
        return provider is null
            ? federation.AppendPathSegments("websso", protocol)
            : federation.AppendPathSegments("identity_providers", provider, "protocols", protocol, "websso");
    }

    /// <summary>The requests with a token. The first one that no page of Keystone sent is a warning.</summary>
    private sealed class TokenRequests(Uri endpoint, Action<string> notify)
    {
        private bool _isWarned;

        /// <summary>Returns the token that a page of Keystone sends; null for other requests.</summary>
        public string? TokenOf(LoopbackRequest request)
        {
            var token = request.Method == "POST" && request.Parameters.FirstOrDefault("token") is string { Length: > 0 } text ? text : null;
            if (token is null || IsFromKeystone(request))
            {
                return token;
            }

            if (!_isWarned)
            {
                _isWarned = true;
                notify($"A token was refused, because the page that sent it is not one of {endpoint.Authority} but of "
                    + $"{request.Origin ?? "an unknown origin"}.");
            }

            return null;
        }

        /// <summary>
        /// True if the browser reports that a page of Keystone sent a form. Another page could send the token of another user, whose
        /// project would then receive the uploads of this session.
        /// </summary>
        private bool IsFromKeystone(LoopbackRequest request)
            => string.Equals(request.Origin, endpoint.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
    }
}
