using System.Management.Automation;
using OpenStackImage.Cmdlets;
using OpenStackImage.Configuration;
using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Sessions;

/// <summary>Converts the parameters of Connect-OpenStack, together with the variables and files, to sign-in options.</summary>
internal sealed class ConnectParameterReader
{
    private readonly ConnectOpenStackCommand _command;
    private readonly SignInOptionsResolver _resolver;
    private readonly ConnectionOptions _connection;
    private readonly string? _configFile;

    /// <param name="command">The cmdlet, on its pipeline thread.</param>
    public ConnectParameterReader(ConnectOpenStackCommand command)
    {
        _command = command;
        _resolver = new SignInOptionsResolver(ConfigurationSources.OfThisProcess(CurrentFolder.Of(command)));
        _configFile = CurrentFolder.Resolve(command, command.ConfigFile);
        _connection = new ConnectionOptions
        {
            CertificateCheck = !IsGiven(nameof(command.SkipCertificateCheck)) ? null
                : command.SkipCertificateCheck ? CertificateCheck.Skipped
                : CertificateCheck.Required,
            CaCertificate = CurrentFolder.Resolve(command, command.CACertificate),
            ClientCertificate = CurrentFolder.Resolve(command, command.ClientCertificate),
            ClientKey = CurrentFolder.Resolve(command, command.ClientKey),
        };
    }

    /// <summary>The target of errors: a URL only if it cannot contain a secret.</summary>
    public string? Target
        => new[] { _command.AuthUrl, _command.Cloud, _command.ImageEndpoint }
            .FirstOrDefault(text => text is not null && !ServiceUrl.MayHoldSecret(text));

    /// <exception cref="OpenStackException">A value is missing, invalid, or cannot be applied. The message contains the
    /// details.</exception>
    public async Task<SignInOptions> ReadAsync(PipelineWriter writer)
    {
        try
        {
            var options = await _resolver.ResolveAsync(Given(), _command.Cloud, _configFile, writer, writer.CancellationToken)
                .ConfigureAwait(false);
            return await AskForSecretsAsync(options, writer).ConfigureAwait(false);
        }
        finally
        {
            foreach (var warning in _resolver.Warnings)
            {
                writer.WriteWarning(warning);
            }
        }
    }

    private static async Task<SignInOptions> AskForSecretsAsync(SignInOptions options, PipelineWriter writer)
    {
        var user = options.User.Name ?? options.User.Id;
        if (options.LacksPassword)
        {
            var password = await writer.PromptAsync($"Password of {user}").ConfigureAwait(false);
            options = options with { User = options.User with { Password = password } };
        }

        if (options.LacksPasscode)
        {
            var passcode = await writer.PromptAsync($"One-time passcode of {user}").ConfigureAwait(false);
            options = options with { User = options.User with { Passcode = passcode } };
        }

        return options;
    }

    private SignInOptions Given() => new()
    {
        AuthUrl = ServiceUrl.Parse(_command.AuthUrl, "-" + nameof(_command.AuthUrl)),
        AuthType = GivenType(),
        User = GivenUser(),
        OpenIdConnect = GivenProvider(),
        Scope = new ScopeOptions
        {
            ProjectId = _command.ProjectId,
            ProjectName = _command.ProjectName,
            ProjectDomain = DomainReference.Parse(_command.ProjectDomain),
            Domain = DomainReference.Parse(_command.Domain),
            System = _command.System,
            TrustId = _command.TrustId,
            Unscoped = _command.Unscoped,
        },
        Region = _command.Region,
        Interfaces = _command.Interface,
        ImageEndpoint = ServiceUrl.Parse(_command.ImageEndpoint, "-" + nameof(_command.ImageEndpoint)),
        Connection = _connection,
        Discover = _command.Discover,
        Timeout = IsGiven(nameof(_command.TimeoutSec)) ? TimeSpan.FromSeconds(_command.TimeoutSec) : null,
    };

    private UserOptions GivenUser()
    {
        var credential = _command.Credential;
        RequireSameUser("-UserName", _command.UserName, credential);
        RequireSameUser("-UserId", _command.UserId, credential);
        var ownsCredential = _command.UserName is not null || _command.UserId is not null;
        return new UserOptions
        {
            Id = _command.UserId,
            Name = _command.UserId is null ? credential?.UserName ?? _command.UserName : _command.UserName,
            Domain = DomainReference.Parse(_command.UserDomain),
            Password = credential?.Password,
            Passcode = _command.Passcode,
            Token = _command.Token,
            AccessToken = _command.AccessToken,
            ApplicationCredentialId = ownsCredential ? null : _command.ApplicationCredential?.UserName,
            ApplicationCredentialName = ownsCredential ? _command.ApplicationCredential?.UserName : null,
            ApplicationCredentialSecret = _command.ApplicationCredential?.Password,
        };
    }

    private OpenIdConnectOptions GivenProvider()
    {
        if (_command is { ClientId: { } id, ClientCredential: { } credential } && id != credential.UserName)
        {
            throw new SignInOptionsException("-ClientId and -ClientCredential specify different clients. Use one of them.");
        }

        return new OpenIdConnectOptions
        {
            IdentityProvider = _command.IdentityProvider,
            Protocol = _command.Protocol,
            ClientId = _command.ClientCredential?.UserName ?? _command.ClientId,
            ClientSecret = _command.ClientCredential?.Password,
            DiscoveryEndpoint = ServiceUrl.Parse(_command.DiscoveryEndpoint, "-" + nameof(_command.DiscoveryEndpoint)),
            Scope = _command.OpenIdScope,
        };
    }

    /// <summary>Returns the kind of sign-in of the parameter set; null for the kind that the values, variables and files imply.</summary>
    private AuthType? GivenType() => _command.ParameterSetName switch
    {
        ConnectOpenStackCommand.PasscodeSet => AuthType.Totp,
        ConnectOpenStackCommand.MultiFactorSet => AuthType.MultiFactor,
        ConnectOpenStackCommand.OidcPasswordSet => AuthType.OidcPassword,
        ConnectOpenStackCommand.OidcClientSet => AuthType.OidcClientCredentials,
        ConnectOpenStackCommand.OidcTokenSet => AuthType.OidcAccessToken,
        ConnectOpenStackCommand.OidcDeviceSet => IfOn(_command.DeviceCode, "-DeviceCode", AuthType.OidcDeviceAuthorization),
        ConnectOpenStackCommand.OidcBrowserSet => IfOn(_command.Browser, "-Browser", AuthType.OidcAuthorizationCode),
        ConnectOpenStackCommand.WebSsoSet => IfOn(_command.WebSso, "-WebSso", AuthType.WebSso),
        ConnectOpenStackCommand.ApplicationCredentialSet when IsGiven(nameof(_command.OAuth2))
            => IfOn(_command.OAuth2, "-OAuth2", AuthType.OAuth2ClientCredential),
        ConnectOpenStackCommand.HttpBasicSet => IfOn(_command.HttpBasic, "-HttpBasic", AuthType.HttpBasic),
        ConnectOpenStackCommand.NoAuthSet => IfOn(_command.NoAuth, "-NoAuth", AuthType.None),
        _ => null,
    };

    private static AuthType IfOn(SwitchParameter given, string name, AuthType type)
        => given ? type : throw new SignInOptionsException($"{name}:$false does not choose another kind of sign-in. Omit it.");

    private static void RequireSameUser(string parameter, string? user, PSCredential? credential)
    {
        if (user is not null && credential is not null && user != credential.UserName)
        {
            throw new SignInOptionsException($"{parameter} and -Credential specify different users. Use one of them.");
        }
    }

    private bool IsGiven(string parameter) => _command.MyInvocation.BoundParameters.ContainsKey(parameter);
}
