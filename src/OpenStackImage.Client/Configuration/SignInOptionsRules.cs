using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>
/// Rejects each parameter that does not apply to the selected sign-in, so that no parameter is silently ignored. The checks are made before
/// any request.
/// </summary>
internal static class SignInOptionsRules
{
    private static readonly AuthType[] WithUserDomain =
        [AuthType.Password, AuthType.Totp, AuthType.MultiFactor, AuthType.ApplicationCredential];

    /// <param name="given">The parameters.</param>
    /// <param name="options">The parameters with the variables and files.</param>
    /// <exception cref="SignInOptionsException">A parameter cannot be applied; the message says which and why.</exception>
    public static void Require(SignInOptions given, SignInOptions options)
    {
        RequireUser(given, options);
        RequireScope(given, options);
        RequireEndpoint(given, options);
        RequireCertificates(given, options);
    }

    private static void RequireUser(SignInOptions given, SignInOptions options)
    {
        var type = options.EffectiveAuthType;
        Refuse(given.User is { Id: not null, Name: not null }, "The user is specified by ID and by name. "
            + "Use one of -UserId and -UserName (or -Credential).");
        Refuse(
            given.User.Password is not null && !options.UsesPassword,
            $"A sign-in by '{type.Name()}' (auth_type) does not use the password of -Credential. Omit -Credential, or change auth_type.");
        Refuse(
            given.User.Domain is not null && (!WithUserDomain.Contains(type) || options.User.Name is null || options.User.Id is not null),
            options.User.Id is not null
                ? "-UserDomain applies to a user name, but the user is specified by ID."
                : $"-UserDomain applies to a user name, and a sign-in by '{type.Name()}' without one does not use it.");
    }

    private static void RequireScope(SignInOptions given, SignInOptions options)
    {
        var scope = given.Scope;
        var parameters = string.Join(", ", ParametersOf(scope));
        Refuse(
            parameters.Length > 0 && options.IsBoundToProject,
            $"An application credential is bound to the project for which it was created, so {parameters} cannot be applied. "
                + "Omit the parameter, or sign in as a user with -Credential.");
        Refuse(scope is { ProjectId: not null, ProjectName: not null }, "The project is specified by ID and by name. "
            + "Use one of -ProjectId and -ProjectName.");
        Refuse(
            scope.ProjectDomain is not null && (options.Scope.ProjectName is null || options.Scope.ProjectId is not null),
            options.Scope.ProjectId is not null
                ? "-ProjectDomain applies to a project name, but the project is specified by ID."
                : "-ProjectDomain applies to a project name. Specify the project with -ProjectName.");
        if (!options.IsBoundToProject)
        {
            _ = options.Scope.ToScope();
        }
    }

    private static void RequireEndpoint(SignInOptions given, SignInOptions options)
    {
        Refuse(
            given.Interfaces is not null && options.ImageEndpoint is not null,
            "-Interface chooses an endpoint from the catalog, but the image endpoint is specified (-ImageEndpoint, "
                + "image_endpoint_override). Use one of them.");
        if (!options.IsPinned)
        {
            return;
        }

        var unused = ParametersOf(given.Scope with { ProjectId = null }).ToList();
        if (given.AuthUrl is not null)
        {
            unused.Insert(0, "-AuthUrl");
        }

        Refuse(unused.Count > 0, $"This sign-in does not use Keystone, so {string.Join(", ", unused)} cannot be applied. "
            + "Only -ProjectId can specify the project.");
    }

    private static void RequireCertificates(SignInOptions given, SignInOptions options)
    {
        var connection = given.Connection;
        Refuse(
            connection is { CaCertificate: not null, SkipsCertificateCheck: true },
            "-CACertificate and -SkipCertificateCheck contradict each other. Use one of them.");
        Refuse(
            connection.ClientKey is not null && options.Connection.ClientCertificate is null,
            "-ClientKey requires a certificate, and no certificate is specified. Use -ClientCertificate.");
        Refuse(
            connection.ClientKey is not null && IsPkcs12(options.Connection.ClientCertificate!),
            "-ClientKey cannot be applied: a PKCS #12 file (.pfx, .p12) contains its own key.");
    }

    private static IEnumerable<string> ParametersOf(ScopeOptions scope)
        => new[]
        {
            (scope.ProjectName is not null, "-ProjectName"),
            (scope.ProjectId is not null, "-ProjectId"),
            (scope.ProjectDomain is not null, "-ProjectDomain"),
            (scope.Domain is not null, "-Domain"),
            (scope.System, "-System"),
            (scope.TrustId is not null, "-TrustId"),
            (scope.Unscoped, "-Unscoped"),
        }.Where(parameter => parameter.Item1).Select(parameter => parameter.Item2);

    private static bool IsPkcs12(string path)
        => path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase);

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new SignInOptionsException(message);
        }
    }
}
