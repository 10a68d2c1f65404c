using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Keystone without a token: version documents, issuing and revoking tokens (keystone/api/auth.py, discovery.py).</summary>
internal sealed class IdentityClient(Transport transport, RetryPolicy retries)
{
    private const string Version = "v3";
    private const int MajorVersion = 3;

    /// <summary>
    /// Signs in with one request: /v3 is put behind an address without a version. Only an answer that cannot be Keystone's v3 (a 300, or a 404
    /// that is no Keystone error) makes it read the version document.
    /// </summary>
    /// <returns>The token and the address of Identity v3 that issued it.</returns>
    /// <exception cref="AuthenticationException">Keystone does not accept the sign-in.</exception>
    public async Task<(Token Token, Uri Endpoint)> AuthenticateAsync(
        Uri authUrl, AuthMethod method, AuthScope? scope, bool discover, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (discover)
        {
            var found = await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false);
            return (await IssueAsync(found, method, scope, observer, cancellationToken).ConfigureAwait(false), found);
        }

        var endpoint = ServiceAddress.Versioned(authUrl, Version);
        try
        {
            return (await IssueAsync(endpoint, method, scope, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
        catch (ServiceException refused) when (refused.StatusCode == 300 || (refused.StatusCode == 404 && !refused.ServerMessage.StartsWith("Could not find", StringComparison.Ordinal)))
        {
            endpoint = await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false);
            return (await IssueAsync(endpoint, method, scope, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
    }

    /// <summary>POST /v3/auth/tokens.</summary>
    public async Task<Token> IssueAsync(Uri endpoint, AuthMethod method, AuthScope? scope, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var auth = new JObject
        {
            ["identity"] = new JObject { ["methods"] = new JArray(method.Name), [method.Name] = method.ToJson() },
        };
        if (scope is not null)
        {
            auth["scope"] = scope.ToJson();
        }

        var request = ServiceRequest.PostToken(Tokens(endpoint), new JObject { ["auth"] = auth });
        try
        {
            var response = await SendAsync(request, null, observer, cancellationToken).ConfigureAwait(false);
            var token = response.ReadObject<Token>(TokenConverter.Key);
            return string.IsNullOrEmpty(response.SubjectToken)
                ? throw new UnexpectedAnswerException($"{response.Uri} issued a token, but sent none in {HeaderNames.SubjectToken}; something between here and Keystone removes that header.")
                : token with { Value = response.SubjectToken! };
        }
        catch (AuthenticationException refused)
        {
            throw refused.Explained(
                $"Keystone at {endpoint} refused the sign-in of {method.Subject}{(scope is null ? "" : $" to {scope}")}.",
                ErrorIds.AuthenticationFailed,
                "Check user, password, domain and project, and that the user has a role on the project; Keystone does not tell which of them is wrong.");
        }
    }

    /// <summary>DELETE /v3/auth/tokens: ends a token before its time.</summary>
    public Task RevokeAsync(Uri endpoint, Token token, IRequestObserver? observer, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.DeleteToken(Tokens(endpoint), token.Value), token.Value, observer, cancellationToken);

    private async Task<Uri> DiscoverAsync(Uri authUrl, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var address = ServiceAddress.Unversioned(authUrl);
        var response = await SendAsync(ServiceRequest.GetVersions(new Url(address)), null, observer, cancellationToken).ConfigureAwait(false);
        var versions = response.ReadObject<ApiVersions>();
        var version = versions.Newest(MajorVersion)
            ?? throw new EndpointNotFoundException($"{address} has no Identity API v3; it lists {string.Join(", ", versions.All.Select(version => version.Id))}. Correct -AuthUrl (OS_AUTH_URL).");
        return ServiceAddress.Linked(address, version);
    }

    private Task<ServiceResponse> SendAsync(ServiceRequest request, string? token, IRequestObserver? observer, CancellationToken cancellationToken)
        => retries.RunAsync(
            request,
            observer,
            (attempt, running) => transport.SendAsync(ServiceCatalog.Identity, request, token, attempt, observer, running),
            cancellationToken);

    private static Url Tokens(Uri endpoint) => new Url(endpoint).AppendPathSegments("auth", "tokens");
}
