namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>A code that the user confirms on the provider's page, on any device that has a browser (RFC 8628).</summary>
/// <param name="notify">Shows a message to the user.</param>
/// <param name="challengeMethod">plain or S256 (RFC 7636, section 4); null for no challenge.</param>
internal sealed class DeviceGrant(Action<string> notify, string? challengeMethod) : InteractiveGrant
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowDownStep = TimeSpan.FromSeconds(5);

    protected override async Task<ProviderTokens> AskUserAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var request = new Dictionary<string, string>();
        var grant = new Dictionary<string, string> { [Type] = "urn:ietf:params:oauth:grant-type:device_code" };
        if (challengeMethod is not null)
        {
            var pkce = new PkceChallenge(challengeMethod);
            request["code_challenge_method"] = pkce.Method;
            request["code_challenge"] = pkce.Challenge;
            grant["code_verifier"] = pkce.Verifier;
        }

        var code = await provider.RequestDeviceCodeAsync(request, cancellationToken).ConfigureAwait(false);
        grant["device_code"] = code.Secret;
        notify(code.PageWithCode is null
            ? $"To sign in, open {code.Page} in a browser and enter the code {code.UserCode}"
            : $"To sign in, open {code.PageWithCode} in a browser and confirm the code {code.UserCode}");
        return await PollAsync(provider, grant, code, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ProviderTokens> PollAsync(
        OpenIdProvider provider, Dictionary<string, string> grant, DeviceCode code, CancellationToken cancellationToken)
    {
        var end = DateTimeOffset.UtcNow + code.Life;
        var interval = code.Interval > MinInterval ? code.Interval : MinInterval;
        while (true)
        {
            await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
            try
            {
                return await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceException pending) when (OpenIdProvider.IsPending(pending))
            {
                if (DateTimeOffset.UtcNow >= end)
                {
                    throw pending.AsAuthentication(
                        $"The code {code.UserCode} was not confirmed in time.", "Run the command again and confirm the new code.");
                }

                interval += OpenIdProvider.ErrorOf(pending) == OAuthError.SlowDown ? SlowDownStep : TimeSpan.Zero;
            }
        }
    }
}
