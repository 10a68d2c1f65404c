using System.Globalization;
using System.Net;
using System.Security;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>Turns the settings of a cloud, from files or from variables, into what a session begins with.</summary>
internal sealed class CloudEntryReader(CloudEntry settings, ConfigurationSources sources)
{
    /// <exception cref="ConfigurationFileException">A value is not what it should be; the message says where it stands.</exception>
    /// <exception cref="SignInOptionsException">A value asks for something that there is not.</exception>
    public static SignInOptions Read(CloudEntry settings, ConfigurationSources sources) => new CloudEntryReader(settings, sources).Read();

    private SignInOptions Read()
    {
        RequireVersion(SettingNames.IdentityApiVersion, "3");
        RequireVersion(SettingNames.ImageApiVersion, "2");
        return new SignInOptions
        {
            AuthUrl = Address(SettingNames.AuthUrl),
            AuthType = Type(settings.Find(SettingNames.AuthType)),
            Factors = settings.Find(SettingNames.AuthMethods) is { } factors ? factors.RequireTexts(SettingNames.AuthMethods[0]).Select(name => Type(name, factors)).ToArray() : null,
            User = ReadUser(),
            OpenIdConnect = ReadOpenIdConnect(),
            Scope = ReadScope(),
            Region = settings.Texts(SettingNames.Region) is [var region, ..] ? region : null,
            Interfaces = ReadInterfaces(),
            ImageEndpoint = Address(SettingNames.ImageEndpoint) ?? Address(SettingNames.Endpoint),
            ImageServiceType = settings.Text(SettingNames.ImageServiceType),
            ImageServiceName = settings.Text(SettingNames.ImageServiceName),
            Connection = new ConnectionOptions
            {
                CertificateCheck = ReadCertificateCheck(),
                CaCertificate = File(SettingNames.CaCertificate),
                ClientCertificate = File(SettingNames.ClientCertificate),
                ClientKey = File(SettingNames.ClientKey),
            },
            Timeout = ReadTimeout(),
        };
    }

    private UserOptions ReadUser() => new()
    {
        Id = settings.Text(SettingNames.UserId),
        Name = settings.Text(SettingNames.UserName),
        Domain = ReadDomain(SettingNames.UserDomainId, SettingNames.UserDomainName) ?? SharedDomain(),
        Password = Secret(SettingNames.Password),
        Passcode = Secret(SettingNames.Passcode),
        Token = Secret(SettingNames.Token),
        AccessToken = Secret(SettingNames.AccessToken),
        ApplicationCredentialId = settings.Text(SettingNames.ApplicationCredentialId),
        ApplicationCredentialName = settings.Text(SettingNames.ApplicationCredentialName),
        ApplicationCredentialSecret = Secret(SettingNames.ApplicationCredentialSecret),
    };

    private OpenIdConnectOptions ReadOpenIdConnect() => new()
    {
        IdentityProvider = settings.Text(SettingNames.IdentityProvider),
        Protocol = settings.Text(SettingNames.Protocol),
        ClientId = settings.Text(SettingNames.ClientId),
        ClientSecret = Secret(SettingNames.ClientSecret),
        Scope = settings.Text(SettingNames.OpenIdScope),
        TokenType = settings.Text(SettingNames.AccessTokenType),
        TokenEndpoint = Address(SettingNames.AccessTokenEndpoint),
        DiscoveryEndpoint = Address(SettingNames.DiscoveryEndpoint),
        DeviceAuthorizationEndpoint = Address(SettingNames.DeviceAuthorizationEndpoint),
        CodeChallengeMethod = settings.Text(SettingNames.CodeChallengeMethod),
    };

    private ScopeOptions ReadScope() => new()
    {
        ProjectId = settings.Text(SettingNames.ProjectId),
        ProjectName = settings.Text(SettingNames.ProjectName),
        ProjectDomain = ReadDomain(SettingNames.ProjectDomainId, SettingNames.ProjectDomainName) ?? SharedDomain(),
        Domain = NamesProject ? null : ReadDomain(SettingNames.DomainId, SettingNames.DomainName),
        System = settings.Find(SettingNames.SystemScope) is { } scope && (scope.Text == SystemScope.All ? true : throw scope.Unexpected(SettingNames.SystemScope[0], $"'{SystemScope.All}'")),
        TrustId = settings.Text(SettingNames.TrustId),
        Unscoped = settings.Boolean(SettingNames.Unscoped) == true,
    };

    private bool NamesProject => settings.Find(SettingNames.ProjectId) is not null || settings.Find(SettingNames.ProjectName) is not null;

    /// <summary>Beside a project, domain_id and domain_name are the domain of the user and of the project, where those have none of their own.</summary>
    private DomainReference? SharedDomain()
        => (NamesProject ? ReadDomain(SettingNames.DomainId, SettingNames.DomainName) : null) ?? DomainReference.Parse(settings.Text(SettingNames.DefaultDomain));

    private DomainReference? ReadDomain(string[] id, string[] name)
        => settings.Text(id) is { } domainId ? new DomainReference(domainId, null)
            : settings.Text(name) is { } domainName ? new DomainReference(null, domainName)
            : null;

    private CertificateCheck? ReadCertificateCheck() => (settings.Boolean(SettingNames.Insecure), settings.Boolean(SettingNames.Verify)) switch
    {
        (true, _) or (_, false) => CertificateCheck.Skipped,
        (_, true) => CertificateCheck.Required,
        _ => null,
    };

    private IReadOnlyList<string>? ReadInterfaces()
    {
        if (settings.Find(SettingNames.Interface) is not { } node)
        {
            return null;
        }

        var interfaces = node.RequireTexts(SettingNames.Interface[0]);
        return interfaces.All(ServiceCatalog.IsInterface) ? interfaces : throw node.Unexpected(SettingNames.Interface[0], "public, internal or admin, or a list of them");
    }

    private TimeSpan? ReadTimeout()
    {
        if (settings.Find(SettingNames.Timeout) is not { } node)
        {
            return null;
        }

        return double.TryParse(node.RequireText(SettingNames.Timeout[0]), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw node.Unexpected(SettingNames.Timeout[0], "a number of seconds");
    }

    private static AuthType? Type(ConfigurationNode? node)
        => node?.RequireText(SettingNames.AuthType[0]) is { } name ? Type(name, node) : null;

    private static AuthType Type(string name, ConfigurationNode node)
        => AuthTypeNames.Parse(name) ?? throw new SignInOptionsException($"{node.Place}: this module cannot sign in by '{name}'. It can by: {string.Join(", ", AuthTypeNames.All)}.");

    private void RequireVersion(string[] names, string major)
    {
        if (settings.Find(names) is { } node && node.RequireText(names[0])!.TrimStart('v').Split('.')[0] != major)
        {
            throw new SignInOptionsException($"{node.Place}: {names[0]} is '{node.Text}', and this module speaks version {major} only.");
        }
    }

    private Uri? Address(string[] names)
        => settings.Find(names) is { } node ? ServiceUrl.Parse(settings.Template(names), node.Place.StartsWith("OS_", StringComparison.Ordinal) ? node.Place : $"{node.Place}: {names[0]}") : null;

    private string? File(string[] names) => settings.Text(names) is { } path ? sources.Expand(path) : null;

    private SecureString? Secret(string[] names)
    {
        if (settings.Text(names) is not { } text)
        {
            return null;
        }

        var secret = new NetworkCredential("", text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
