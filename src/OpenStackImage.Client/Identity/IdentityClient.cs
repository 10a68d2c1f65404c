using System.Security;
using Flurl;
using Newtonsoft.Json.Linq;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>
/// Requests to Keystone without a session: versions, issuing, validating and revoking tokens (keystone/api/auth.py, discovery.py).
/// </summary>
internal sealed class IdentityClient(TokenlessClient client)
{
    private const string Version = "v3";
    private const int MajorVersion = 3;
    private const string IdentityProvider = "identity provider";

    /// <summary>
    /// Signs in with one request: /v3 is appended to a URL without a version. Only a response that cannot be Keystone's v3 (300, or 404
    /// that is not a Keystone error) makes it read the version document.
    /// </summary>
    /// <returns>The token and the URL of Identity v3 that issued it.</returns>
    /// <exception cref="AuthenticationException">Keystone refuses the sign-in.</exception>
    public async Task<(Token Token, Uri Endpoint)> AuthenticateAsync(
        Uri authUrl, SignIn signIn, bool discover, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var endpoint = discover
            ? await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false)
            : ServiceAddress.Versioned(authUrl, Version);
        try
        {
            return (await signIn.IssueAsync(this, endpoint, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
        catch (ServiceException failure) when (!discover && (failure.StatusCode == 300 || failure is NotFoundException))
        {
            endpoint = await DiscoverAsync(authUrl, observer, cancellationToken).ConfigureAwait(false);
            return (await signIn.IssueAsync(this, endpoint, observer, cancellationToken).ConfigureAwait(false), endpoint);
        }
    }

    /// <summary>POST /v3/auth/tokens.</summary>
    /// <exception cref="AuthenticationException">Keystone refuses the sign-in.</exception>
    public async Task<Token> IssueAsync(
        Uri endpoint, IReadOnlyList<AuthMethod> methods, AuthScope? scope, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var identity = new JObject { ["methods"] = new JArray(methods.Select(method => method.Name)) };
        foreach (var method in methods)
        {
            identity[method.Name] = method.ToJson();
        }

        var auth = new JObject { ["identity"] = identity };
        if (scope is not null)
        {
            auth["scope"] = scope.ToJson();
        }

        var request = ServiceRequest.PostToken(
            Tokens(endpoint), new JObject { ["auth"] = auth }, [.. methods.Select(method => method.Proof)]);
        var response = await SignInAsync(
            request,
            header: null,
            $"Keystone at {endpoint} refused the sign-in of {methods[0].Subject}{(scope is null ? "" : $" to {scope}")}.",
            advice: null,
            observer,
            cancellationToken)
            .ConfigureAwait(false);
        var token = ReadIssued(response, request.Secrets);
        return scope?.IsOf(token) == false
            ? throw new UnexpectedResponseException(
                $"Keystone at {endpoint} issued a token for another scope than the requested one, {scope}. It is not used.")
            : token;
    }

    /// <summary>
    /// POST /v3/OS-FEDERATION/identity_providers/{provider}/protocols/{protocol}/auth: an unscoped token for a user of an identity provider
    /// (keystone/api/os_federation.py).
    /// </summary>
    /// <exception cref="AuthenticationException">Keystone refuses the provider's token.</exception>
    public async Task<Token> IssueFederatedAsync(
        Uri endpoint, string provider, string protocol, string accessToken, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var url = new Url(endpoint).AppendPathSegments("OS-FEDERATION", "identity_providers", provider, "protocols", protocol, "auth");
        var response = await SignInAsync(
            ServiceRequest.PostBearer(url, accessToken),
            null,
            $"Keystone at {endpoint} refused the token of the identity provider '{provider}' (protocol '{protocol}').",
            "Check the names of the identity provider and of the protocol, and whether the provider's mapping accepts the user.",
            observer,
            cancellationToken).ConfigureAwait(false);
        return ReadIssued(response, [accessToken]);
    }

    /// <summary>POST /v3/OS-OAUTH2/token: an access token for an application credential (keystone/api/os_oauth2.py).</summary>
    /// <exception cref="AuthenticationException">Keystone refuses the credential.</exception>
    public async Task<string> ExchangeClientCredentialAsync(
        Url url, string clientId, SecureString secret, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var authorization = BasicCredential.Header(clientId, secret);
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        var response = await SignInAsync(
            ServiceRequest.PostForm(url, form, authorization, [AuthMethod.Reveal(secret), authorization.Split(' ')[1]]),
            null,
            $"Keystone at {url} refused the application credential with ID {clientId}.",
            "Check the ID and the secret, and whether the application credential has expired.",
            observer,
            cancellationToken).ConfigureAwait(false);
        return response.ReadObject().Text("access_token")
            ?? throw new UnexpectedResponseException($"The response of {url} has no \"access_token\".");
    }

    /// <summary>GET /v3/auth/tokens: reads the scope, roles and catalog of a token, which itself authorizes the request.</summary>
    /// <exception cref="AuthenticationException">Keystone does not know the token, or it has expired.</exception>
    public async Task<Token> ValidateAsync(Uri endpoint, TokenMethod token, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var value = token.Proof;
        var response = await SignInAsync(
            ServiceRequest.GetToken(Tokens(endpoint), value),
            new AuthHeader(HeaderNames.AuthToken, value),
            $"Keystone at {endpoint} refused the specified token.",
            "Obtain another token. This one is unknown, revoked or expired.",
            observer,
            cancellationToken).ConfigureAwait(false);
        var validated = response.Read(TokenReader.Key, TokenReader.Read);
        return validated with { Value = value, WasGiven = true, IssuedAt = null, Catalog = validated.Catalog.Concealing([value]) };
    }

    /// <summary>Sends a request to the identity provider behind Keystone, without a token of Keystone.</summary>
    public Task<ServiceResponse> SendToProviderAsync(
        ServiceRequest request, IRequestObserver? observer, CancellationToken cancellationToken)
        => client.SendAsync(IdentityProvider, request, null, observer, cancellationToken);

    /// <summary>DELETE /v3/auth/tokens: revokes a token.</summary>
    public Task RevokeAsync(Uri endpoint, Token token, IRequestObserver? observer, CancellationToken cancellationToken)
        => client.SendAsync(
            ServiceTypes.Identity,
            ServiceRequest.DeleteToken(Tokens(endpoint), token.Value),
            new AuthHeader(token.Header, token.Value),
            observer,
            cancellationToken);

    private async Task<Uri> DiscoverAsync(Uri authUrl, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var address = ServiceAddress.Unversioned(authUrl);
        var versions = await client.ReadVersionsAsync(ServiceTypes.Identity, address, observer, cancellationToken).ConfigureAwait(false);
        return versions.Newest(MajorVersion) is { } version
            ? ServiceAddress.Linked(address, version)
            : throw new EndpointNotFoundException($"{address} has no Identity API v3; it lists "
                + $"{string.Join(", ", versions.All.Select(one => one.Id))}. Correct -AuthUrl (OS_AUTH_URL).");
    }

    private async Task<ServiceResponse> SignInAsync(
        ServiceRequest request, AuthHeader? header, string refusal, string? advice, IRequestObserver? observer,
        CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(ServiceTypes.Identity, request, header, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceException response) when (SignInRefusal.Is(response))
        {
            throw SignInRefusal.Explain(response, refusal, advice);
        }
    }

    private static Token ReadIssued(ServiceResponse response, IReadOnlyList<string> secrets)
    {
        var token = response.Read(TokenReader.Key, TokenReader.Read);
        return string.IsNullOrEmpty(response.SubjectToken)
            ? throw new UnexpectedResponseException($"{response.Uri} issued a token, but its response has no {HeaderNames.SubjectToken} "
                + "header. A proxy in front of Keystone may remove it.")
            : token with { Value = response.SubjectToken!, Catalog = token.Catalog.Concealing([.. secrets, response.SubjectToken!]) };
    }

    private static Url Tokens(Uri endpoint) => new Url(endpoint).AppendPathSegments("auth", "tokens");
}
