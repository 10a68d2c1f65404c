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
    WebSso,
    OAuth2ClientCredential,
}

/// <summary>The names of the kinds of sign-in in files and variables: those of keystoneauth1's plugins.</summary>
internal static class AuthTypeNames
{
    private static readonly (string Name, AuthType Type)[] Known =
    [
        ("password", AuthType.Password),
        ("v3password", AuthType.Password),
        ("admin_token", AuthType.Token),
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
        ("v3websso", AuthType.WebSso),
        ("v3oauth2clientcredential", AuthType.OAuth2ClientCredential),
    ];

    private static readonly (string Name, string Reason)[] NotSupported =
    [
        ("v3adfspassword", "SAML and WS-Trust are not supported; use OpenID Connect of the same ADFS, for example v3oidcauthcode"),
        ("v3samlpassword", "SAML is not supported; use v3websso, or an application credential that you create in the dashboard"),
        ("v3tokenlessauth", "it signs requests to Keystone only, and the image service requires a token"),
        ("v3kerberos", "Kerberos is not supported; use v3websso, or an application credential"),
        ("v3fedkerb", "Kerberos is not supported; use v3websso, or an application credential"),
        ("v3oauth1", "OAuth 1.0a is not supported; use an application credential"),
        ("v3oauth2mtlsclientcredential", "OAuth 2.0 with a client certificate is not supported; use v3oauth2clientcredential"),
        ("v2password", "Identity API v2 is not supported; use password"),
        ("v2token", "Identity API v2 is not supported; use token"),
    ];

    public static IEnumerable<string> All => Known.Select(known => known.Name);

    public static string Name(this AuthType type) => Known.Last(known => known.Type == type).Name;

    /// <summary>Returns why a kind of sign-in that keystoneauth1 has is not supported; null if it is supported or unknown.</summary>
    public static string? WhyNotSupported(string name)
        => NotSupported.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)).Reason;

    /// <summary>Returns the type of a name; null if there is none.</summary>
    public static AuthType? Parse(string name)
        => Known.Where(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(known => (AuthType?)known.Type).FirstOrDefault();
}
