using System.Security;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>Everything that a session begins with, wherever it came from.</summary>
internal sealed record SignInOptions
{
    public const string DefaultInterface = "public";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public string? CloudName { get; init; }

    /// <summary>Where Keystone is, with or without /v3.</summary>
    public Uri? AuthUrl { get; init; }

    public string? UserId { get; init; }

    public string? UserName { get; init; }

    public DomainReference? UserDomain { get; init; }

    public SecureString? Password { get; init; }

    /// <summary>A token that was got elsewhere; it takes the place of user and password.</summary>
    public SecureString? Token { get; init; }

    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    public DomainReference? ProjectDomain { get; init; }

    public string? Region { get; init; }

    public string? Interface { get; init; }

    /// <summary>Where Glance is; takes the place of the catalog.</summary>
    public Uri? ImageEndpoint { get; init; }

    /// <summary>Walk the openstack client's way: read each version document, look at each image before its members.</summary>
    public bool Discover { get; init; }

    /// <summary>How long one request may take, its answer read to the end.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>A token for a known endpoint needs no Keystone at all.</summary>
    public bool IsPinned => ImageEndpoint is not null && Token is not null && AuthUrl is null;

    /// <summary>The values of <paramref name="other"/> where this has none.</summary>
    public SignInOptions OrElse(SignInOptions other)
    {
        // A user who is named here does not get the password, the ID or the token of one who is named there.
        var namesUser = UserName is not null || UserId is not null || Token is not null;
        var namesProject = ProjectId is not null || ProjectName is not null;
        return this with
        {
            CloudName = CloudName ?? other.CloudName,
            AuthUrl = AuthUrl ?? other.AuthUrl,
            UserId = namesUser ? UserId : other.UserId,
            UserName = namesUser ? UserName : other.UserName,
            UserDomain = UserDomain ?? other.UserDomain,
            Password = Password ?? (namesUser ? null : other.Password),
            Token = namesUser ? Token : other.Token,
            ProjectId = namesProject ? ProjectId : other.ProjectId,
            ProjectName = namesProject ? ProjectName : other.ProjectName,
            ProjectDomain = ProjectDomain ?? other.ProjectDomain,
            Region = Region ?? other.Region,
            Interface = Interface ?? other.Interface,
            ImageEndpoint = ImageEndpoint ?? other.ImageEndpoint,
        };
    }

    /// <summary>The project as the scope of the token; null if none is named.</summary>
    public AuthScope? Scope() => ProjectId is null && ProjectName is null ? null : new AuthScope(ProjectId, ProjectName, ProjectDomain);

    /// <summary>How to prove who signs in.</summary>
    /// <exception cref="SignInOptionsException">Something is missing; the message says what, and how to give it.</exception>
    public AuthMethod Method()
    {
        if (Token is not null)
        {
            return new TokenMethod(Token);
        }

        if (UserName is null && UserId is null)
        {
            throw new SignInOptionsException("No user is given. Use -Credential, or set OS_USERNAME and OS_PASSWORD (an openrc file does).");
        }

        return Password is null
            ? throw new SignInOptionsException($"No password is given for the user '{UserName ?? UserId}'. Use -Credential, or set OS_PASSWORD.")
            : new PasswordMethod(UserId, UserName, UserDomain ?? DomainReference.Default, Password);
    }
}
