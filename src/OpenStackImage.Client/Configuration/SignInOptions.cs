using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Identity.OpenIdConnect;

namespace OpenStackImage.Configuration;

/// <summary>The options of a sign-in, from all sources.</summary>
internal sealed record SignInOptions
{
    public const string DefaultInterface = "public";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Kinds of sign-in that need no user name.</summary>
    private static readonly AuthType[] WithoutUser =
    [
        Identity.AuthType.Token, Identity.AuthType.ApplicationCredential, Identity.AuthType.OidcClientCredentials,
        Identity.AuthType.OidcAccessToken, Identity.AuthType.OidcDeviceAuthorization, Identity.AuthType.OidcAuthorizationCode,
        Identity.AuthType.WebSso, Identity.AuthType.OAuth2ClientCredential, Identity.AuthType.None,
    ];

    public string? CloudName { get; init; }

    /// <summary>Keystone's URL, with or without /v3.</summary>
    public Uri? AuthUrl { get; init; }

    /// <summary>The kind of sign-in; null for the one that the user's secrets imply.</summary>
    public AuthType? AuthType { get; init; }

    /// <summary>The methods of <see cref="Identity.AuthType.MultiFactor"/>.</summary>
    public IReadOnlyList<AuthType>? Factors { get; init; }

    public UserOptions User { get; init; } = new();

    public OpenIdConnectOptions OpenIdConnect { get; init; } = new();

    /// <summary>Keystone's OAuth 2.0 token endpoint; null for the one below its URL.</summary>
    public Uri? OAuth2Endpoint { get; init; }

    public ScopeOptions Scope { get; init; } = new();

    public string? Region { get; init; }

    /// <summary>public, internal and admin, in order of preference.</summary>
    public IReadOnlyList<string>? Interfaces { get; init; }

    /// <summary>Glance's URL; it takes precedence over that of the catalog.</summary>
    public Uri? ImageEndpoint { get; init; }

    /// <summary>The type of the image service in the catalog, if it is not "image".</summary>
    public string? ImageServiceType { get; init; }

    /// <summary>The name of the image service in the catalog, if there are several of the type.</summary>
    public string? ImageServiceName { get; init; }

    public ConnectionOptions Connection { get; init; } = new();

    /// <summary>
    /// True to send each request that the openstack client sends: read the version documents, and each image before its members.
    /// </summary>
    public bool Discover { get; init; }

    /// <summary>The time limit of a request, including its response; null for <see cref="DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    public AuthType EffectiveAuthType => AuthType ?? User.Implied ?? Identity.AuthType.Password;

    /// <summary>True if an application credential determines the project.</summary>
    public bool IsBoundToProject
        => EffectiveAuthType is Identity.AuthType.ApplicationCredential or Identity.AuthType.OAuth2ClientCredential;

    /// <summary>True for a sign-in without Keystone: a token for a known endpoint, a password for it, or no authentication.</summary>
    public bool IsPinned => EffectiveAuthType is Identity.AuthType.HttpBasic or Identity.AuthType.None
        || (ImageEndpoint is not null && User.Token is not null && AuthUrl is null);

    /// <summary>True if a user is specified without a password.</summary>
    public bool LacksPassword => User.IsNamed && User.Password is null && UsesPassword;

    /// <summary>True if a user is specified without a one-time passcode.</summary>
    public bool LacksPasscode => User.IsNamed && User.Passcode is null && Uses(Identity.AuthType.Totp);

    public bool UsesPassword => Uses(Identity.AuthType.Password, Identity.AuthType.OidcPassword, Identity.AuthType.HttpBasic);

    /// <summary>Returns these options, with the values of <paramref name="other"/> for those that are not set.</summary>
    public SignInOptions WithFallback(SignInOptions other)
    {
        // A kind of sign-in that was specified for other secrets does not apply to the user who is specified here.
        var fits = User.Implied is null || other.AuthType is null || !WithoutUser.Contains(other.AuthType.Value)
            || User.Implied == other.AuthType;
        var impliesKind = User.Implied is { } implied && WithoutUser.Contains(implied);
        return this with
        {
            CloudName = CloudName ?? other.CloudName,
            AuthUrl = AuthUrl ?? other.AuthUrl,
            AuthType = AuthType ?? (fits && !impliesKind ? other.AuthType : null),
            Factors = Factors ?? other.Factors,
            User = User.WithFallback(other.User),
            OpenIdConnect = OpenIdConnect.WithFallback(other.OpenIdConnect),
            OAuth2Endpoint = OAuth2Endpoint ?? other.OAuth2Endpoint,
            Scope = Scope.WithFallback(other.Scope),
            Region = Region ?? other.Region,
            Interfaces = Interfaces ?? other.Interfaces,
            ImageEndpoint = ImageEndpoint ?? other.ImageEndpoint,
            ImageServiceType = ImageServiceType ?? other.ImageServiceType,
            ImageServiceName = ImageServiceName ?? other.ImageServiceName,
            Connection = Connection.WithFallback(other.Connection),
            Timeout = Timeout ?? other.Timeout,
        };
    }

    private bool Uses(params AuthType[] types)
        => types.Contains(EffectiveAuthType)
            || (EffectiveAuthType == Identity.AuthType.MultiFactor && (Factors ?? SignInFactory.DefaultFactors).Any(types.Contains));
}
