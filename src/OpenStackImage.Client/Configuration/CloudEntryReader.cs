using System.Globalization;
using System.Net;
using System.Security;
using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Configuration;

/// <summary>Turns the settings of a cloud, from files or from variables, into sign-in options.</summary>
internal sealed class CloudEntryReader(CloudEntry settings, ConfigurationSources sources)
{
    private const double MaxTimeoutSeconds = 86_400;

    /// <exception cref="ConfigurationFileException">A value is invalid; the message names the file and line.</exception>
    /// <exception cref="SignInOptionsException">A value requests a feature that this module does not support.</exception>
    public static SignInOptions Read(CloudEntry settings, ConfigurationSources sources) => new CloudEntryReader(settings, sources).Read();

    private SignInOptions Read()
    {
        RequireVersion(SettingNames.IdentityApiVersion, "3");
        RequireVersion(SettingNames.ImageApiVersion, "2");
        return new SignInOptions
        {
            AuthUrl = Address(SettingNames.AuthUrl),
            AuthType = settings.Find(SettingNames.AuthType) is { } type ? TypeOf(type.RequireText(SettingNames.AuthType[0])!, type) : null,
            Factors = ReadFactors(),
            User = ReadUser(),
            OpenIdConnect = ReadOpenIdConnect(),
            OAuth2Endpoint = Address(SettingNames.OAuth2Endpoint),
            Scope = ReadScope(),
            Region = settings.Texts(SettingNames.Region) is [var region, ..] ? region : null,
            Interfaces = ReadInterfaces(),
            ImageEndpoint = Address(SettingNames.ImageEndpoint) ?? Address(SettingNames.Endpoint),
            ImageServiceType = settings.Text(SettingNames.ImageServiceType),
            ImageServiceName = settings.Text(SettingNames.ImageServiceName),
            Connection = ReadConnection(),
            Timeout = ReadTimeout(),
        };
    }

    private IReadOnlyList<AuthType>? ReadFactors()
        => settings.Find(SettingNames.AuthMethods) is { } factors
            ? [.. factors.RequireTexts(SettingNames.AuthMethods[0]).Select(name => TypeOf(name, factors))]
            : null;

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
        AuthorizationEndpoint = Address(SettingNames.AuthorizationEndpoint),
        RedirectUri = Address(SettingNames.RedirectUri),
        RedirectPort = ReadPort(),
        CodeChallengeMethod = settings.Text(SettingNames.CodeChallengeMethod),
    };

    private ScopeOptions ReadScope() => new()
    {
        ProjectId = settings.Text(SettingNames.ProjectId),
        ProjectName = settings.Text(SettingNames.ProjectName),
        ProjectDomain = ReadDomain(SettingNames.ProjectDomainId, SettingNames.ProjectDomainName) ?? SharedDomain(),
        Domain = NamesProject ? null : ReadDomain(SettingNames.DomainId, SettingNames.DomainName),
        System = ReadSystem(),
        TrustId = settings.Text(SettingNames.TrustId),
        Unscoped = settings.IsTrue(SettingNames.Unscoped),
    };

    private bool NamesProject => settings.Find(SettingNames.ProjectId) is not null || settings.Find(SettingNames.ProjectName) is not null;

    private bool ReadSystem()
    {
        var scope = settings.Find(SettingNames.SystemScope);
        return scope is null || scope.Text == SystemScope.All
            ? scope is not null
            : throw scope.Unexpected(SettingNames.SystemScope[0], $"'{SystemScope.All}'");
    }

    /// <summary>
    /// If a project is specified, domain_id and domain_name specify the domain of the user and of the project, unless these have another
    /// domain.
    /// </summary>
    private DomainReference? SharedDomain()
        => (NamesProject ? ReadDomain(SettingNames.DomainId, SettingNames.DomainName) : null)
            ?? DomainReference.Parse(settings.Text(SettingNames.DefaultDomain));

    private DomainReference? ReadDomain(string[] id, string[] name)
        => settings.Text(id) is { } domainId ? new DomainReference(domainId, null)
            : settings.Text(name) is { } domainName ? new DomainReference(null, domainName)
            : null;

    private ConnectionOptions ReadConnection() => new()
    {
        CertificateCheck = settings.IsTrue(SettingNames.Insecure) ? CertificateCheck.Skipped
            : settings.Find(SettingNames.Verify) is not { } verify ? null
            : verify.RequireBoolean(SettingNames.Verify[0]) ? CertificateCheck.Required
            : CertificateCheck.Skipped,
        CaCertificate = File(SettingNames.CaCertificate),
        ClientCertificate = File(SettingNames.ClientCertificate),
        ClientKey = File(SettingNames.ClientKey),
    };

    private IReadOnlyList<string>? ReadInterfaces()
    {
        if (settings.Find(SettingNames.Interface) is not { } node)
        {
            return null;
        }

        var interfaces = node.RequireTexts(SettingNames.Interface[0]);
        return interfaces.All(ServiceCatalog.IsInterface)
            ? interfaces
            : throw node.Unexpected(SettingNames.Interface[0], "public, internal or admin, or a list of them");
    }

    private int? ReadPort()
        => settings.Find(SettingNames.RedirectPort) is not { } node ? null
            : int.TryParse(node.RequireText(SettingNames.RedirectPort[0]), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is > 0 and <= ushort.MaxValue ? port
            : throw node.Unexpected(SettingNames.RedirectPort[0], "a port: a number from 1 to 65535");

    private TimeSpan? ReadTimeout()
    {
        if (settings.Find(SettingNames.Timeout) is not { } node)
        {
            return null;
        }

        var text = node.RequireText(SettingNames.Timeout[0]);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= MaxTimeoutSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw node.Unexpected(SettingNames.Timeout[0], "a number of seconds");
    }

    private static AuthType TypeOf(string name, ConfigurationNode node) => AuthTypeNames.Parse(name) ?? throw new SignInOptionsException(
        $"{node.Place}: the auth_type '{name}' is not supported{(AuthTypeNames.WhyNotSupported(name) is { } why ? $" ({why})" : "")}. "
            + $"Supported are: {string.Join(", ", AuthTypeNames.All)}.");

    private void RequireVersion(string[] names, string major)
    {
        if (settings.Find(names) is { } node && node.RequireText(names[0])!.TrimStart('v').Split('.')[0] != major)
        {
            throw new SignInOptionsException($"{node.Place}: {names[0]} is '{node.Text}', but this module supports version {major} only.");
        }
    }

    private Uri? Address(string[] names)
    {
        if (settings.Find(names) is not { } node)
        {
            return null;
        }

        var isVariable = node.Place.StartsWith("OS_", StringComparison.Ordinal);
        return ServiceUrl.Parse(settings.Template(names), isVariable ? node.Place : $"{node.Place}: {names[0]}");
    }

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
