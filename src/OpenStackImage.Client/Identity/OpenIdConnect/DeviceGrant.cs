using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>The user confirms a code on the provider's page, on whatever device has a browser (RFC 8628).</summary>
/// <param name="tell">Shows a sentence to the user.</param>
/// <param name="challengeMethod">plain or S256 (RFC 7636, section 4); null for none.</param>
internal sealed class DeviceGrant(Action<string> tell, string? challengeMethod) : OpenIdGrant
{
    private const string Plain = "plain";
    private const int VerifierBytes = 32;

    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowerBy = TimeSpan.FromSeconds(5);

    private SecureString? _refresh;

    public override string? NotRenewableReason => _refresh is null ? "a code that a person confirms is good for one sign-in, and the provider gave no refresh token" : null;

    public override async Task<string> GetTokenAsync(OpenIdProvider provider, CancellationToken cancellationToken)
        => _refresh is null
            ? await AskAsync(provider, cancellationToken).ConfigureAwait(false)
            : Keep(await provider.ExchangeAsync(
                new Dictionary<string, string> { [Type] = "refresh_token", ["refresh_token"] = AuthMethod.Reveal(_refresh) }, cancellationToken).ConfigureAwait(false));

    private async Task<string> AskAsync(OpenIdProvider provider, CancellationToken cancellationToken)
    {
        var challenge = new Dictionary<string, string>();
        var grant = new Dictionary<string, string> { [Type] = "urn:ietf:params:oauth:grant-type:device_code" };
        if (challengeMethod is not null)
        {
            var verifier = grant["code_verifier"] = NewVerifier();
            challenge["code_challenge_method"] = challengeMethod;
            challenge["code_challenge"] = challengeMethod == Plain ? verifier : Digest(verifier);
        }

        var code = await provider.RequestDeviceCodeAsync(challenge, cancellationToken).ConfigureAwait(false);
        grant["device_code"] = code.Secret;
        tell(code.PageWithCode is null
            ? $"To sign in, open {code.Page} in a browser and enter the code {code.UserCode}"
            : $"To sign in, open {code.PageWithCode} in a browser and confirm the code {code.UserCode}");
        return await PollAsync(provider, grant, code, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> PollAsync(OpenIdProvider provider, Dictionary<string, string> grant, DeviceCode code, CancellationToken cancellationToken)
    {
        var end = DateTimeOffset.UtcNow + code.Life;
        var interval = code.Interval > LeastInterval ? code.Interval : LeastInterval;
        while (true)
        {
            await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
            try
            {
                return Keep(await provider.ExchangeAsync(grant, cancellationToken).ConfigureAwait(false));
            }
            catch (ServiceException pending) when (OpenIdProvider.IsPending(pending))
            {
                if (DateTimeOffset.UtcNow >= end)
                {
                    throw pending.AsAuthentication($"Nobody confirmed the code {code.UserCode} in time.", "Run the command again and confirm the new code.");
                }

                interval += OpenIdProvider.ErrorOf(pending) == OAuthError.SlowDown ? SlowerBy : TimeSpan.Zero;
            }
        }
    }

    private string Keep(ProviderTokens tokens)
    {
        if (tokens.Refresh is not null)
        {
            _refresh = new NetworkCredential("", tokens.Refresh).SecurePassword;
        }

        return tokens.Shown;
    }

    private static string NewVerifier()
    {
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[VerifierBytes];
        random.GetBytes(bytes);
        return Encoded(bytes);
    }

    private static string Digest(string verifier)
    {
        using var sha256 = SHA256.Create();
        return Encoded(sha256.ComputeHash(Encoding.ASCII.GetBytes(verifier)));
    }

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
