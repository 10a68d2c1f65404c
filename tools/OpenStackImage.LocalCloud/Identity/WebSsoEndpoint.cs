using System.Net;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>
/// /v3/auth/OS-FEDERATION/.../websso: the page that sends an unscoped token to the origin (keystone/api/auth.py). In a real cloud the web
/// server signs in the browser first; here the user is the one for whom the state of the cloud has a token of the provider.
/// </summary>
internal sealed class WebSsoEndpoint(IdentityState identity, CloudOptions options)
{
    private readonly Authentication _authentication = new(identity, options);

    public Reply Respond(ServiceRequest request, string provider, string protocol)
    {
        var origin = request.QueryValue("origin");
        if (origin is null || !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !uri.IsLoopback)
        {
            return IdentityReply.Unauthorized(request, $"{origin} is not a trusted dashboard host");
        }

        var known = identity.FederatedTokens.Values.FirstOrDefault(token => token.Provider == provider && token.Protocol == protocol);
        if (known is null || identity.Users.Find(known.UserId) is not { } user)
        {
            return IdentityReply.Unauthorized(request);
        }

        var (token, refusal) = _authentication.Authenticate(request, user, protocol);
        return token is null ? refusal! : IdentityReply.Html($"""
            <!DOCTYPE html>
            <html>
              <body>
                <form id="sso" name="sso" action="{WebUtility.HtmlEncode(origin)}" method="post">
                  <input type="hidden" name="token" id="token" value="{identity.Tokens.Issue(token)}"/>
                </form>
                <script>window.onload = function() {"{ document.forms['sso'].submit(); }"}</script>
              </body>
            </html>
            """);
    }
}
