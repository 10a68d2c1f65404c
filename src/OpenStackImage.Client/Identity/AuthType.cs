namespace OpenStackImage.Identity;

/// <summary>The ways to sign in, by the names of keystoneauth1's plugins.</summary>
internal enum AuthType
{
    Password,
    Token,
    ApplicationCredential,
    Totp,
    MultiFactor,
    HttpBasic,
    None,
    OidcPassword,
    OidcClientCredentials,
    OidcAccessToken,
    OidcDeviceAuthorization,
}

/// <summary>The names under which files and variables know the ways to sign in.</summary>
internal static class AuthTypeNames
{
    private static readonly (string Name, AuthType Type)[] Known =
    [
        ("password", AuthType.Password),
        ("v3password", AuthType.Password),
        ("token", AuthType.Token),
        ("v3token", AuthType.Token),
        ("v3applicationcredential", AuthType.ApplicationCredential),
        ("v3totp", AuthType.Totp),
        ("v3multifactor", AuthType.MultiFactor),
        ("http_basic", AuthType.HttpBasic),
        ("none", AuthType.None),
        ("v3oidcpassword", AuthType.OidcPassword),
        ("v3oidcclientcredentials", AuthType.OidcClientCredentials),
        ("v3oidcaccesstoken", AuthType.OidcAccessToken),
        ("v3oidcdeviceauthz", AuthType.OidcDeviceAuthorization),
    ];

    public static IEnumerable<string> All => Known.Select(known => known.Name);

    public static string Name(this AuthType type) => Known.Last(known => known.Type == type).Name;

    /// <summary>The type of this name; null if there is none.</summary>
    public static AuthType? Parse(string name)
        => Known.Where(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)).Select(known => (AuthType?)known.Type).FirstOrDefault();
}
