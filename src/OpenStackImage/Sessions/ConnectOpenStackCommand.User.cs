using System.Management.Automation;
using System.Security;

namespace OpenStackImage.Sessions;

/// <summary>Who signs in, and how.</summary>
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
    internal const string HttpBasicSet = "HttpBasic";
    internal const string NoAuthSet = "NoAuth";

    /// <summary>User name and password. Left out, a name that is known without its password makes the cmdlet ask for it, where there is somebody to ask.</summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [Parameter(ParameterSetName = MultiFactorSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = HttpBasicSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A token that was got elsewhere, in place of user and password. With -ImageEndpoint no request is sent to Keystone.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>An application credential: its ID (or its name, with -UserName) as the user name, its secret as the password.</summary>
    [Parameter(ParameterSetName = ApplicationCredentialSet, Mandatory = true)]
    [Credential]
    public PSCredential? ApplicationCredential { get; set; }

    /// <summary>Whose application credential or one-time passcode it is.</summary>
    [Parameter(ParameterSetName = ApplicationCredentialSet)]
    [Parameter(ParameterSetName = PasscodeSet)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>A one-time passcode (TOTP), alone or beside a password.</summary>
    [Parameter(ParameterSetName = PasscodeSet, Mandatory = true)]
    [Parameter(ParameterSetName = MultiFactorSet, Mandatory = true)]
    [ValidateNotNull]
    public SecureString? Passcode { get; set; }

    /// <summary>The domain of the user, by name or ID; left out, Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserDomain { get; set; }

    /// <summary>The name in Keystone of the OpenID Connect provider that knows the user.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcTokenSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [ValidateNotNullOrEmpty]
    public string? IdentityProvider { get; set; }

    /// <summary>The name in Keystone of the provider's protocol; openid, as a rule.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcTokenSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [ValidateNotNullOrEmpty]
    public string? Protocol { get; set; }

    /// <summary>The client's ID and secret at the provider. Without -Credential the client signs in for itself.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet, Mandatory = true)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [Credential]
    public PSCredential? ClientCredential { get; set; }

    /// <summary>The ID of a client that has no secret.</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The address of the provider's discovery document (.well-known/openid-configuration).</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [ValidateNotNullOrEmpty]
    public string? DiscoveryEndpoint { get; set; }

    /// <summary>What the provider shall tell of the user (OAuth's scope), with blanks between the words; left out, "openid profile".</summary>
    [Parameter(ParameterSetName = OidcPasswordSet)]
    [Parameter(ParameterSetName = OidcClientSet)]
    [Parameter(ParameterSetName = OidcDeviceSet)]
    [ValidateNotNullOrEmpty]
    public string? OpenIdScope { get; set; }

    /// <summary>A token that was got from the provider.</summary>
    [Parameter(ParameterSetName = OidcTokenSet, Mandatory = true)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Show a code that is confirmed in a browser on whatever device, and wait for that.</summary>
    [Parameter(ParameterSetName = OidcDeviceSet, Mandatory = true)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Send user and password to the image service itself, which has no Keystone (HTTP Basic). Needs -ImageEndpoint.</summary>
    [Parameter(ParameterSetName = HttpBasicSet, Mandatory = true)]
    public SwitchParameter HttpBasic { get; set; }

    /// <summary>Send nothing that tells who it is: the image service asks nobody. Needs -ImageEndpoint.</summary>
    [Parameter(ParameterSetName = NoAuthSet, Mandatory = true)]
    public SwitchParameter NoAuth { get; set; }
}
