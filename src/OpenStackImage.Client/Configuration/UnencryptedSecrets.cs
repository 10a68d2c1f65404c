using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>Warns of URLs to which a sign-in sends secrets without encryption.</summary>
internal static class UnencryptedSecrets
{
    public static IEnumerable<string> Warnings(SignInOptions options)
        => Recipients(options).Where(recipient => recipient.Url is { IsLoopback: false } url && url.Scheme == Uri.UriSchemeHttp)
            .Select(recipient => $"{recipient.Url} ({recipient.Setting}) does not use https: passwords, secrets and tokens are sent to it "
                + "unencrypted.");

    private static IEnumerable<(Uri? Url, string Setting)> Recipients(SignInOptions options)
    {
        if (options.EffectiveAuthType == AuthType.None)
        {
            return [];
        }

        var provider = options.OpenIdConnect;
        return options.IsPinned ? [(options.ImageEndpoint, "-ImageEndpoint")] :
        [
            (options.AuthUrl, "auth_url"),
            (options.OAuth2Endpoint, "oauth2_endpoint"),
            (provider.DiscoveryEndpoint, "discovery_endpoint"),
            (provider.TokenEndpoint, "access_token_endpoint"),
            (provider.DeviceAuthorizationEndpoint, "device_authorization_endpoint"),
            (provider.AuthorizationEndpoint, "authorization_endpoint"),
        ];
    }
}
