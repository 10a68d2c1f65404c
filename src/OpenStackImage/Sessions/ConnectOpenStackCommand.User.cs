using System.Management.Automation;
using System.Security;
using OpenStackImage.Completion;

namespace OpenStackImage.Sessions;

/// <summary>The user, and the kind of sign-in.</summary>
public sealed partial class ConnectOpenStackCommand
{
    internal const string PasswordSet = "Password";
    internal const string TokenSet = "Token";
    internal const string ApplicationCredentialSet = "ApplicationCredential";
    internal const string PasscodeSet = "Passcode";
    internal const string MultiFactorSet = "MultiFactor";
    internal const string OidcPasswordSet = "OpenIdPassword";
    internal const string OidcClientSet = "OpenIdClient";
    internal const string OidcTokenSet = "OpenIdAccessToken";
    internal const string OidcDeviceSet = "OpenIdDevice";
    internal const string OidcBrowserSet = "OpenIdBrowser";
    internal const string WebSsoSet = "WebSso";
    internal const string HttpBasicSet = "HttpBasic";
    internal const string NoAuthSet = "NoAuth";

    /// <summary>
    /// Specifies the user name and password. If the user is known but the password is not, the cmdlet prompts for the password, provided
    /// that the host can prompt.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [Parameter(ParameterSetName = MultiFactorSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = HttpBasicSet)]
    [Credential]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Specifies an existing token instead of a user and password. Without a scope parameter, the token keeps its scope. With
    /// -ImageEndpoint and without -AuthUrl, no request is sent to Keystone.
    /// </summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public SecureString? Token { get; set; }

    /// <summary>
    /// Specifies an application credential: its ID (or its name, with -UserName or -UserId) as the user name, and its secret as the
    /// password. It determines the project.
    /// </summary>
    [Parameter(ParameterSetName = ApplicationCredentialSet, Mandatory = true)]
    [Credential]
    [ArgumentCompleter(typeof(NoCompleter))]
    public PSCredential? ApplicationCredential { get; set; }

    /// <summary>
    /// Indicates that the application credential signs in as an OAuth 2.0 client of Keystone. oauth2_endpoint in clouds.yaml specifies the
    /// URL. Default: OS-OAUTH2/token below the URL of Keystone.
    /// </summary>
    [Parameter(ParameterSetName = ApplicationCredentialSet)]
    public SwitchParameter OAuth2 { get; set; }

    /// <summary>Specifies the name of the user of the password, the one-time passcode or the application credential.</summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [Parameter(ParameterSetName = ApplicationCredentialSet)]
    [Parameter(ParameterSetName = PasscodeSet)]
    [Parameter(ParameterSetName = HttpBasicSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? UserName { get; set; }

    /// <summary>
    /// Specifies the ID of the user, instead of the name and domain. If -Credential is specified, too, its user name must be the same ID.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [Parameter(ParameterSetName = ApplicationCredentialSet)]
    [Parameter(ParameterSetName = PasscodeSet)]
    [Parameter(ParameterSetName = MultiFactorSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? UserId { get; set; }

    /// <summary>Specifies a one-time passcode (TOTP), alone or in addition to a password.</summary>
    [Parameter(ParameterSetName = PasscodeSet, Mandatory = true)]
    [Parameter(ParameterSetName = MultiFactorSet, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public SecureString? Passcode { get; set; }

    /// <summary>Specifies the domain of the user name, by name or ID. Default: Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? UserDomain { get; set; }

    /// <summary>Specifies the name in Keystone of the user's OpenID Connect provider.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcTokenSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [Parameter(ParameterSetName = WebSsoSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? IdentityProvider { get; set; }

    /// <summary>Specifies the name in Keystone of the provider's protocol, usually openid.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcTokenSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [Parameter(ParameterSetName = WebSsoSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Protocol { get; set; }

    /// <summary>Specifies the client's ID and secret at the provider. Without -Credential, the client signs in as itself.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [Credential]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public PSCredential? ClientCredential { get; set; }

    /// <summary>Specifies the ID of a client that has no secret.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? ClientId { get; set; }

    /// <summary>Specifies the URL of the provider's discovery document (.well-known/openid-configuration).</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? DiscoveryEndpoint { get; set; }

    /// <summary>
    /// Specifies the scopes that are requested from the provider, separated by spaces. They determine the claims about the user. Default:
    /// "openid profile".
    /// </summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Parameter(ParameterSetName = OidcBrowserSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? OpenIdScope { get; set; }

    /// <summary>Specifies a token that the provider issued.</summary>
    [Parameter(ParameterSetName = OidcTokenSet, Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NoCompleter))]
    public SecureString? AccessToken { get; set; }

    /// <summary>Indicates that the cmdlet shows a code, and waits until the user confirms it in a browser on any device.</summary>
    [Parameter(ParameterSetName = OidcDeviceSet, Mandatory = true)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>
    /// Indicates that the user signs in on the provider's page, in a browser on this computer (authorization code with PKCE).
    /// </summary>
    [Parameter(ParameterSetName = OidcBrowserSet, Mandatory = true)]
    public SwitchParameter Browser { get; set; }

    /// <summary>
    /// Indicates that the user signs in on the pages of Keystone and its identity provider, in a browser on this computer (websso).
    /// Keystone must trust http://localhost:9990/auth/websso/.
    /// </summary>
    [Parameter(ParameterSetName = WebSsoSet, Mandatory = true)]
    public SwitchParameter WebSso { get; set; }

    /// <summary>
    /// Indicates that the user and password are sent to the image service itself (HTTP Basic), without Keystone. Requires -ImageEndpoint.
    /// </summary>
    [Parameter(ParameterSetName = HttpBasicSet, Mandatory = true)]
    public SwitchParameter HttpBasic { get; set; }

    /// <summary>
    /// Indicates that requests are sent without authentication, to an image service that requires none. Requires -ImageEndpoint.
    /// </summary>
    [Parameter(ParameterSetName = NoAuthSet, Mandatory = true)]
    public SwitchParameter NoAuth { get; set; }
}
