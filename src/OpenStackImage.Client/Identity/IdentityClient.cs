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
    private const string IdentityProvider = "identity provider";

    /// <summary>
    /// Signs in with one request: /v3 is put behind an address without a version. Only an answer that cannot be Keystone's v3 (a 300, or a 404
    /// that is no Keystone error) makes it read the version document.
    /// </summary>
    /// <returns>The token and the address of Identity v3 that issued it.</returns>
    /// <exception cref="AuthenticationException">Keystone does not accept the sign-in.</exception>
    public async Task<(Token Token, Uri Endpoint)> AuthenticateAsync(
        Uri authUrl, SignIn signIn, bool discover, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (discover)
        {
            var found = await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false);
            return (await signIn.IssueAsync(this, found, observer, cancellationToken).ConfigureAwait(false), found);
        }

        var endpoint = ServiceAddress.Versioned(authUrl, Version);
        try
        {
            return (await signIn.IssueAsync(this, endpoint, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
        catch (ServiceException refused) when (refused.StatusCode == 300 || (refused.StatusCode == 404 && refused is NotFoundException))
        {
            endpoint = await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false);
            return (await signIn.IssueAsync(this, endpoint, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
    }

    /// <summary>POST /v3/auth/tokens.</summary>
    /// <exception cref="AuthenticationException">Keystone does not accept the sign-in.</exception>
    public async Task<Token> IssueAsync(Uri endpoint, IReadOnlyList<AuthMethod> methods, AuthScope? scope, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var proof = new JObject { ["methods"] = new JArray(methods.Select(method => method.Name)) };
        foreach (var method in methods)
        {
            proof[method.Name] = method.ToJson();
        }

        var auth = new JObject { ["identity"] = proof };
        if (scope is not null)
        {
            auth["scope"] = scope.ToJson();
        }

        return await IssueAsync(
            ServiceRequest.PostToken(Tokens(endpoint), new JObject { ["auth"] = auth }, [.. methods.Select(method => method.Proof)]),
            $"Keystone at {endpoint} refused the sign-in of {methods[0].Subject}{(scope is null ? "" : $" to {scope}")}.",
            observer,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// POST /v3/OS-FEDERATION/identity_providers/{provider}/protocols/{protocol}/auth: an unscoped token for a user whom another party knows
    /// (keystone/api/os_federation.py).
    /// </summary>
    /// <exception cref="AuthenticationException">Keystone does not accept the provider's token.</exception>
    public Task<Token> IssueFederatedAsync(
        Uri endpoint, string provider, string protocol, string accessToken, IRequestObserver? observer, CancellationToken cancellationToken)
        => IssueAsync(
            ServiceRequest.PostBearer(
                new Url(endpoint).AppendPathSegments("OS-FEDERATION", "identity_providers", provider, "protocols", protocol, "auth"), accessToken),
            $"Keystone at {endpoint} refused the token of the identity provider '{provider}' (protocol '{protocol}').",
            observer,
            cancellationToken);

    /// <summary>Sends to the identity provider behind Keystone. No token of Keystone's goes there.</summary>
    public Task<ServiceResponse> SendToProviderAsync(ServiceRequest request, IRequestObserver? observer, CancellationToken cancellationToken)
        => SendAsync(IdentityProvider, request, null, observer, cancellationToken);

    /// <summary>DELETE /v3/auth/tokens: ends a token before its time.</summary>
    public Task RevokeAsync(Uri endpoint, Token token, IRequestObserver? observer, CancellationToken cancellationToken)
        => SendAsync(ServiceRequest.DeleteToken(Tokens(endpoint), token.Value), token, observer, cancellationToken);

    private async Task<Uri> DiscoverAsync(Uri authUrl, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var address = ServiceAddress.Unversioned(authUrl);
        var response = await SendAsync(ServiceRequest.GetVersions(new Url(address)), null, observer, cancellationToken).ConfigureAwait(false);
        var versions = response.Read(ApiVersionReader.Read);
        var version = versions.Newest(MajorVersion)
            ?? throw new EndpointNotFoundException($"{address} has no Identity API v3; it lists {string.Join(", ", versions.All.Select(version => version.Id))}. Correct -AuthUrl (OS_AUTH_URL).");
        return ServiceAddress.Linked(address, version);
    }

    private async Task<Token> IssueAsync(ServiceRequest request, string refusal, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAsync(request, null, observer, cancellationToken).ConfigureAwait(false);
            var token = response.Read(TokenReader.Key, TokenReader.Read);
            return string.IsNullOrEmpty(response.SubjectToken)
                ? throw new UnexpectedResponseException($"{response.Uri} issued a token, but sent none in {HeaderNames.SubjectToken}; something between here and Keystone removes that header.")
                : token with { Value = response.SubjectToken! };
        }
        catch (ServiceException refused) when (IsRefusal(refused))
        {
            throw refused.AsAuthentication(
                refusal,
                "Check user, password, domain and project, and that the user has a role on the project; Keystone does not tell which of them is wrong.");
        }
    }

    /// <summary>Of a token or an application credential that it does not know Keystone says 404, of a trust that is another's 403.</summary>
    private static bool IsRefusal(ServiceException refused) => refused is AuthenticationException or AccessDeniedException
        || (refused is NotFoundException && refused.ServerMessage.StartsWith("Could not ", StringComparison.Ordinal));

    private Task<ServiceResponse> SendAsync(ServiceRequest request, Token? token, IRequestObserver? observer, CancellationToken cancellationToken)
        => SendAsync(ServiceTypes.Identity, request, token, observer, cancellationToken);

    private Task<ServiceResponse> SendAsync(string service, ServiceRequest request, Token? token, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var header = token is null ? null : new AuthHeader(token.Header, token.Value);
        var call = new ServiceCall(service, request, header, observer);
        return retries.RunAsync(call, Attempt.Start(), transport.SendAsync, cancellationToken);
    }

    private static Url Tokens(Uri endpoint) => new Url(endpoint).AppendPathSegments("auth", "tokens");
}
