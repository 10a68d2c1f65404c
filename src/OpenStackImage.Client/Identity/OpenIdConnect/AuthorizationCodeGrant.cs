using Flurl;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>
/// A code that the provider sends to this computer after the user has signed in on its page, in a browser on this computer (RFC 6749,
/// section 4.1; RFC 7636; RFC 8252).
/// </summary>
/// <param name="notify">Shows a message to the user.</param>
/// <param name="redirectUri">A URL of this computer that the provider knows; null for a free port.</param>
internal sealed class AuthorizationCodeGrant(Action<string> notify, Uri? redirectUri) : InteractiveGrant
{
    protected override async Task<ProviderTokens> AskUserAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        using var listener = new LoopbackListener(redirectUri);
        var pkce = new PkceChallenge(PkceChallenge.Sha256);
        var state = PkceChallenge.RandomText();
        var endpoint = await provider.AuthorizationEndpointAsync(cancellationToken).ConfigureAwait(false);
        var page = new Url(endpoint).SetQueryParams(new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = listener.Uri.AbsoluteUri,
            ["scope"] = provider.Scope,
            ["state"] = state,
            ["code_challenge"] = pkce.Challenge,
            ["code_challenge_method"] = pkce.Method,
        });
        notify($"To sign in, open this page in a browser on this computer: {page}");

        var response = await listener
            .WaitAsync(request => Text(request.Parameters, "state") == state ? request.Parameters : null, cancellationToken)
            .ConfigureAwait(false);
        var grant = new Dictionary<string, string>
        {
            [Type] = "authorization_code",
            ["code"] = Text(response, "code") ?? throw Refused(response),
            ["redirect_uri"] = listener.Uri.AbsoluteUri,
            ["code_verifier"] = pkce.Verifier,
        };
        return await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false);
    }

    private static SignInOptionsException Refused(QueryParamCollection response)
        => new($"The identity provider refused the sign-in: {Text(response, "error") ?? "its response has no code"}. "
            + $"{Text(response, "error_description")}".Trim());

    private static string? Text(QueryParamCollection parameters, string name) => parameters.FirstOrDefault(name) as string;
}
