namespace OpenStackImage.Identity;

/// <summary>The kinds of sign-in; keystoneauth1 has a plugin for each.</summary>
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
    OidcAuthorizationCode,
}

/// <summary>The names of the kinds of sign-in in files and variables: those of keystoneauth1's plugins.</summary>
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
        ("v3oidcauthcode", AuthType.OidcAuthorizationCode),
    ];

    public static IEnumerable<string> All => Known.Select(known => known.Name);

    public static string Name(this AuthType type) => Known.Last(known => known.Type == type).Name;

    /// <summary>Returns the type of a name; null if there is none.</summary>
    public static AuthType? Parse(string name)
        => Known.Where(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(known => (AuthType?)known.Type).FirstOrDefault();
}
