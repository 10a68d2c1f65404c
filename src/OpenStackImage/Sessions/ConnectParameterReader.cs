using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Configuration;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Sessions;

/// <summary>From the parameters of Connect-OpenStack, with the variables and files below them, to what a session begins with.</summary>
/// <param name="command">The cmdlet, on its pipeline thread.</param>
internal sealed class ConnectParameterReader(ConnectOpenStackCommand command)
{
    private readonly SignInOptionsResolver _sources = new(ConfigurationSources.OfThisProcess(ConfigurationFolder.Of(command)));

    private readonly ConnectionOptions _connection = new()
    {
        CertificateCheck = command.SkipCertificateCheck ? CertificateCheck.Skipped : null,
        CaCertificate = Path(command, command.CACertificate),
        ClientCertificate = Path(command, command.ClientCertificate),
        ClientKey = Path(command, command.ClientKey),
    };

    private readonly string? _configFile = Path(command, command.ConfigFile);

    /// <exception cref="OpenStackException">Something is missing or malformed; the message says what.</exception>
    public async Task<SignInOptions> ReadAsync(PipelineWriter writer)
    {
        try
        {
            var options = _sources.Resolve(Given(), command.Cloud, _configFile);
            return await AskForSecretsAsync(options, writer).ConfigureAwait(false);
        }
        finally
        {
            foreach (var warning in _sources.Warnings)
            {
                writer.WriteWarning(warning);
            }
        }
    }

    /// <summary>What the user should know of a session.</summary>
    public static void Warn(OpenStackSession session, PipelineWriter writer)
    {
        if (session.SkipsCertificateCheck)
        {
            writer.WriteWarning("The certificates of this cloud are not checked: anybody between here and the cloud can read and change everything.");
        }

        if (session.SeesNextToNothing)
        {
            writer.WriteWarning("The session is on no project. Glance shows such a session next to nothing; name one with -ProjectName.");
        }
    }

    private static async Task<SignInOptions> AskForSecretsAsync(SignInOptions options, PipelineWriter writer)
    {
        var user = options.User.Name ?? options.User.Id;
        if (options.LacksPassword)
        {
            options = options with { User = options.User with { Password = await writer.AskAsync($"Password of {user}").ConfigureAwait(false) } };
        }

        return options.LacksPasscode
            ? options with { User = options.User with { Passcode = await writer.AskAsync($"One-time passcode of {user}").ConfigureAwait(false) } }
            : options;
    }

    private SignInOptions Given() => new()
    {
        AuthUrl = ServiceUrl.Parse(command.AuthUrl, "-" + nameof(command.AuthUrl)),
        AuthType = TypeOf(command.ParameterSetName),
        User = new UserOptions
        {
            Name = command.Credential?.UserName ?? command.UserName,
            Domain = DomainReference.Parse(command.UserDomain),
            Password = command.Credential?.Password,
            Passcode = command.Passcode,
            Token = command.Token,
            AccessToken = command.AccessToken,
            ApplicationCredentialId = command.UserName is null ? command.ApplicationCredential?.UserName : null,
            ApplicationCredentialName = command.UserName is null ? null : command.ApplicationCredential?.UserName,
            ApplicationCredentialSecret = command.ApplicationCredential?.Password,
        },
        OpenIdConnect = new OpenIdConnectOptions
        {
            IdentityProvider = command.IdentityProvider,
            Protocol = command.Protocol,
            ClientId = command.ClientCredential?.UserName ?? command.ClientId,
            ClientSecret = command.ClientCredential?.Password,
            DiscoveryEndpoint = ServiceUrl.Parse(command.DiscoveryEndpoint, "-" + nameof(command.DiscoveryEndpoint)),
            Scope = command.OpenIdScope,
        },
        Scope = new ScopeOptions
        {
            ProjectId = command.ProjectId,
            ProjectName = command.ProjectName,
            ProjectDomain = DomainReference.Parse(command.ProjectDomain),
            Domain = DomainReference.Parse(command.Domain),
            System = command.System,
            TrustId = command.TrustId,
            Unscoped = command.Unscoped,
        },
        Region = command.Region,
        Interfaces = command.Interface,
        ImageEndpoint = ServiceUrl.Parse(command.ImageEndpoint, "-" + nameof(command.ImageEndpoint)),
        Connection = _connection,
        Discover = command.Discover,
        Timeout = command.MyInvocation.BoundParameters.ContainsKey(nameof(command.TimeoutSec)) ? TimeSpan.FromSeconds(command.TimeoutSec) : null,
    };

    /// <summary>Null leaves it to what was given, and to the variables and files.</summary>
    private static AuthType? TypeOf(string parameterSet) => parameterSet switch
    {
        ConnectOpenStackCommand.PasscodeSet => AuthType.Totp,
        ConnectOpenStackCommand.MultiFactorSet => AuthType.MultiFactor,
        ConnectOpenStackCommand.OidcPasswordSet => AuthType.OidcPassword,
        ConnectOpenStackCommand.OidcClientSet => AuthType.OidcClientCredentials,
        ConnectOpenStackCommand.OidcTokenSet => AuthType.OidcAccessToken,
        ConnectOpenStackCommand.OidcDeviceSet => AuthType.OidcDeviceAuthorization,
        ConnectOpenStackCommand.HttpBasicSet => AuthType.HttpBasic,
        ConnectOpenStackCommand.NoAuthSet => AuthType.None,
        _ => null,
    };

    private static string? Path(PSCmdlet command, string? path) => path is null ? null : command.GetUnresolvedProviderPathFromPSPath(path);
}
