using System.Security;
using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Configuration;

/// <summary>Creates a sign-in from its options, and reports which of them are missing.</summary>
internal static class SignInFactory
{
    public static readonly IReadOnlyList<AuthType> DefaultFactors = [AuthType.Password, AuthType.Totp];

    /// <param name="options">The options.</param>
    /// <param name="notify">Shows a message to the user, for sign-ins that require the user.</param>
    /// <exception cref="SignInOptionsException">A value is missing. The message contains the value and how to specify it.</exception>
    public static SignIn ToSignIn(this SignInOptions options, Action<string> notify)
    {
        var type = options.EffectiveAuthType;
        var user = options.User;
        var provider = options.OpenIdConnect;
        return type switch
        {
            AuthType.ApplicationCredential => new DirectSignIn([ApplicationCredential(user)], scope: null),
            AuthType.MultiFactor => new DirectSignIn(
                [.. (options.Factors ?? DefaultFactors).Select(factor => Method(options, factor))], options.Scope.ToScope()),
            AuthType.OidcPassword => Federated(options, new PasswordGrant(RequireUserName(user), RequirePassword(user), provider.Scope)),
            AuthType.OidcClientCredentials => Federated(options, new ClientCredentialsGrant(provider.Scope)),
            AuthType.OidcAccessToken => Federated(options, new GivenToken(RequireAccessToken(user))),
            AuthType.OidcDeviceAuthorization => Federated(options, new DeviceGrant(notify, provider.CodeChallengeMethod)),
            AuthType.OidcAuthorizationCode => Federated(options, new AuthorizationCodeGrant(notify, provider.RedirectUri)),
            AuthType.WebSso => new WebSsoSignIn(
                provider.IdentityProvider, RequireProtocol(provider), RedirectUriOf(provider), options.Scope.ToScope(), notify),
            AuthType.OAuth2ClientCredential => OAuth2Client(options),
            AuthType.Token when options.Scope.ToScope() is null => new GivenTokenSignIn(TokenOf(user)),
            _ => new DirectSignIn([Method(options, type)], options.Scope.ToScope()),
        };
    }

    /// <summary>Returns the authentication of the image service for a sign-in without Keystone.</summary>
    /// <exception cref="SignInOptionsException">A value is missing.</exception>
    public static Token ToPinnedToken(this SignInOptions options)
    {
        var token = new Token { WasGiven = true, ProjectId = options.Scope.ProjectId, ProjectName = options.Scope.ProjectName };
        return options.EffectiveAuthType switch
        {
            AuthType.None => token,
            AuthType.HttpBasic => token with
            {
                Header = HeaderNames.Authorization,
                Value = BasicCredential.Header(RequireUserName(options.User), RequirePassword(options.User)),
                UserName = options.User.Name,
            },
            _ => token with { Value = TokenOf(options.User).Proof },
        };
    }

    private static AuthMethod Method(SignInOptions options, AuthType type) => type switch
    {
        AuthType.Password => new PasswordMethod(RequireUser(options.User), RequirePassword(options.User)),
        AuthType.Totp => new TotpMethod(
            RequireUser(options.User), Require(options.User.Passcode, "one-time passcode", "-Passcode", "OS_PASSCODE")),
        AuthType.Token => TokenOf(options.User),
        _ => throw new SignInOptionsException($"'{type.Name()}' cannot be one of several methods (auth_methods). "
            + "Use v3password, v3totp or v3token."),
    };

    private static SecureString RequireAccessToken(UserOptions user)
        => Require(user.AccessToken, "access token of the identity provider", "-AccessToken", "OS_ACCESS_TOKEN");

    private static TokenMethod TokenOf(UserOptions user) => new(Require(user.Token, "token", "-Token", "OS_TOKEN"));

    private static ApplicationCredentialMethod ApplicationCredential(UserOptions user)
    {
        var secret = Require(
            user.ApplicationCredentialSecret,
            "secret of the application credential",
            "-ApplicationCredential",
            "OS_APPLICATION_CREDENTIAL_SECRET");
        return user switch
        {
            { ApplicationCredentialId: { } id } => new ApplicationCredentialMethod(id, null, null, secret),
            { ApplicationCredentialName: null } => throw new SignInOptionsException(
                "No application credential is specified. Use -ApplicationCredential with its ID (or its name and -UserName) and its "
                    + "secret, or set OS_APPLICATION_CREDENTIAL_ID."),
            { IsNamed: false } => throw new SignInOptionsException(
                $"The user of the application credential '{user.ApplicationCredentialName}' is not specified. "
                    + "Use -UserName (OS_USERNAME), or the credential's ID instead of its name."),
            _ => new ApplicationCredentialMethod(null, user.ApplicationCredentialName, RequireUser(user), secret),
        };
    }

    private static OAuth2SignIn OAuth2Client(SignInOptions options)
    {
        var id = options.User.ApplicationCredentialId ?? throw new SignInOptionsException(
            "The ID of the application credential is missing: OAuth 2.0 does not accept its name. Use -ApplicationCredential with the ID "
                + "and the secret (oauth2_client_id, OS_OAUTH2_CLIENT_ID).");
        var secret = Require(
            options.User.ApplicationCredentialSecret,
            "secret of the application credential",
            "-ApplicationCredential",
            "OS_OAUTH2_CLIENT_SECRET");
        return new OAuth2SignIn(id, secret, options.OAuth2Endpoint);
    }

    private static Uri? RedirectUriOf(OpenIdConnectOptions provider)
        => provider.RedirectUri ?? (provider.RedirectPort is { } port ? WebSsoSignIn.RedirectUriAt(port) : null);

    private static string RequireProtocol(OpenIdConnectOptions provider) => provider.Protocol ?? throw new SignInOptionsException(
        "The protocol of the identity provider is not specified. Use -Protocol (protocol, OS_PROTOCOL).");

    private static FederatedSignIn Federated(SignInOptions options, OpenIdGrant grant)
        => options.OpenIdConnect is { IdentityProvider: not null, Protocol: not null } provider
            ? new FederatedSignIn(provider, grant, options.Scope.ToScope())
            : throw new SignInOptionsException(
                "The identity provider is not specified. Use -IdentityProvider and -Protocol (identity_provider and protocol, "
                    + "OS_IDENTITY_PROVIDER and OS_PROTOCOL).");

    private static UserReference RequireUser(UserOptions user)
        => user.IsNamed ? new UserReference(user.Id, user.Name, user.Domain ?? DomainReference.Default) : throw NoUser();

    private static string RequireUserName(UserOptions user) => user.Name ?? throw NoUser();

    private static SecureString RequirePassword(UserOptions user)
        => user.Password ?? throw (user.IsNamed
            ? new SignInOptionsException($"The password of the user '{user.Name ?? user.Id}' is missing. "
                + "Use -Credential, or set OS_PASSWORD.")
            : NoUser());

    private static SecureString Require(SecureString? secret, string what, string parameter, string variable)
        => secret ?? throw new SignInOptionsException($"The {what} is missing. Use {parameter}, or set {variable}.");

    private static SignInOptionsException NoUser() => new(
        "No user is specified. Use -Credential, or set OS_USERNAME and OS_PASSWORD (an openrc file does), or add username and password to "
            + "clouds.yaml.");
}
