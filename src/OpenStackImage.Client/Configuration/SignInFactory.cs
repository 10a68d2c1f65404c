using System.Security;
using OpenStackImage.Identity;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Configuration;

/// <summary>From what was given to the way to sign in with it; what is missing is named.</summary>
internal static class SignInFactory
{
    public static readonly IReadOnlyList<AuthType> DefaultFactors = [AuthType.Password, AuthType.Totp];

    /// <param name="tell">Shows a sentence to the user, for ways to sign in that need him.</param>
    /// <exception cref="SignInOptionsException">Something is missing; the message says what, and how to give it.</exception>
    public static SignIn ToSignIn(this SignInOptions options, Action<string> tell)
    {
        var type = options.EffectiveAuthType;
        return type switch
        {
            AuthType.ApplicationCredential => new DirectSignIn([ApplicationCredential(options.User)], scope: null),
            AuthType.MultiFactor => new DirectSignIn((options.Factors ?? DefaultFactors).Select(factor => Method(options, factor)).ToArray(), options.Scope.ToScope()),
            AuthType.OidcPassword => Federated(options, new PasswordGrant(RequireUserName(options.User), RequirePassword(options.User), options.OpenIdConnect.Scope)),
            AuthType.OidcClientCredentials => Federated(options, new ClientCredentialsGrant(options.OpenIdConnect.Scope)),
            AuthType.OidcAccessToken => Federated(options, new GivenToken(Require(options.User.AccessToken, "access token of the identity provider", "-AccessToken", "OS_ACCESS_TOKEN"))),
            AuthType.OidcDeviceAuthorization => Federated(options, new DeviceGrant(tell, options.OpenIdConnect.CodeChallengeMethod)),
            _ => new DirectSignIn([Method(options, type)], options.Scope.ToScope()),
        };
    }

    /// <summary>What is sent to the image service where Keystone has no part.</summary>
    /// <exception cref="SignInOptionsException">Something is missing.</exception>
    public static Token ToPinnedToken(this SignInOptions options) => options.EffectiveAuthType switch
    {
        AuthType.None => new Token { ProjectId = options.Scope.ProjectId, ProjectName = options.Scope.ProjectName },
        AuthType.HttpBasic => new Token
        {
            Header = Http.HeaderNames.Authorization,
            Value = BasicCredential.Header(RequireUserName(options.User), RequirePassword(options.User)),
            UserName = options.User.Name,
            ProjectId = options.Scope.ProjectId,
            ProjectName = options.Scope.ProjectName,
        },
        _ => new Token { Value = new TokenMethod(options.User.Token!).Proof, ProjectId = options.Scope.ProjectId, ProjectName = options.Scope.ProjectName },
    };

    private static AuthMethod Method(SignInOptions options, AuthType type) => type switch
    {
        AuthType.Password => new PasswordMethod(RequireUser(options.User), RequirePassword(options.User)),
        AuthType.Totp => new TotpMethod(RequireUser(options.User), Require(options.User.Passcode, "one-time passcode", "-Passcode", "OS_PASSCODE")),
        AuthType.Token => new TokenMethod(Require(options.User.Token, "token", "-Token", "OS_TOKEN")),
        _ => throw new SignInOptionsException($"'{type.Name()}' cannot be one of several ways to sign in at once (auth_methods); v3password, v3totp and v3token can."),
    };

    private static ApplicationCredentialMethod ApplicationCredential(UserOptions user)
    {
        var secret = Require(user.ApplicationCredentialSecret, "secret of the application credential", "-ApplicationCredential", "OS_APPLICATION_CREDENTIAL_SECRET");
        if (user.ApplicationCredentialId is not null)
        {
            return new ApplicationCredentialMethod(user.ApplicationCredentialId, null, null, secret);
        }

        return user switch
        {
            { ApplicationCredentialName: null } => throw new SignInOptionsException(
                "No application credential is given. Use -ApplicationCredential with its ID (or its name and -UserName) and its secret, or set OS_APPLICATION_CREDENTIAL_ID."),
            { IsNamed: false } => throw new SignInOptionsException(
                $"Whose application credential '{user.ApplicationCredentialName}' is, is not given. Use -UserName (OS_USERNAME), or the credential's ID in place of its name."),
            _ => new ApplicationCredentialMethod(null, user.ApplicationCredentialName, RequireUser(user), secret),
        };
    }

    private static FederatedSignIn Federated(SignInOptions options, OpenIdGrant grant)
    {
        var provider = options.OpenIdConnect;
        if (provider.IdentityProvider is null || provider.Protocol is null)
        {
            throw new SignInOptionsException(
                "Which identity provider of Keystone to use is not given. Use -IdentityProvider and -Protocol (identity_provider and protocol, OS_IDENTITY_PROVIDER and OS_PROTOCOL).");
        }

        return new FederatedSignIn(provider, grant, options.Scope.ToScope());
    }

    private static UserReference RequireUser(UserOptions user)
        => user.IsNamed ? new UserReference(user.Id, user.Name, user.Domain ?? DomainReference.Default) : throw NoUser();

    private static string RequireUserName(UserOptions user) => user.Name ?? throw NoUser();

    private static SecureString RequirePassword(UserOptions user)
        => user.Password ?? throw (user.IsNamed
            ? new SignInOptionsException($"No password is given for the user '{user.Name ?? user.Id}'. Use -Credential, or set OS_PASSWORD.")
            : NoUser());

    private static SecureString Require(SecureString? secret, string what, string parameter, string variable)
        => secret ?? throw new SignInOptionsException($"The {what} is missing. Use {parameter}, or set {variable}.");

    private static SignInOptionsException NoUser() => new(
        "No user is given. Use -Credential, or set OS_USERNAME and OS_PASSWORD (an openrc file does), or write username and password into clouds.yaml.");
}
