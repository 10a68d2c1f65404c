using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>Everything that a session begins with, wherever it came from.</summary>
internal sealed record SignInOptions
{
    public const string DefaultInterface = "public";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Ways to sign in that need no user name.</summary>
    private static readonly AuthType[] WithoutUser =
    [
        Identity.AuthType.Token, Identity.AuthType.ApplicationCredential, Identity.AuthType.OidcClientCredentials,
        Identity.AuthType.OidcAccessToken, Identity.AuthType.OidcDeviceAuthorization, Identity.AuthType.None,
    ];

    public string? CloudName { get; init; }

    /// <summary>Where Keystone is, with or without /v3.</summary>
    public Uri? AuthUrl { get; init; }

    /// <summary>How to sign in; null takes what the user's secrets imply.</summary>
    public AuthType? AuthType { get; init; }

    /// <summary>What <see cref="Identity.AuthType.MultiFactor"/> consists of.</summary>
    public IReadOnlyList<AuthType>? Factors { get; init; }

    public UserOptions User { get; init; } = new();

    public OpenIdConnectOptions OpenIdConnect { get; init; } = new();

    public ScopeOptions Scope { get; init; } = new();

    public string? Region { get; init; }

    /// <summary>public, internal and admin, in the order in which they are wanted.</summary>
    public IReadOnlyList<string>? Interfaces { get; init; }

    /// <summary>Where Glance is; takes the place of the catalog.</summary>
    public Uri? ImageEndpoint { get; init; }

    /// <summary>The type of the image service in the catalog, where it is not "image".</summary>
    public string? ImageServiceType { get; init; }

    /// <summary>The name of the image service in the catalog, where there are several of the type.</summary>
    public string? ImageServiceName { get; init; }

    public ConnectionOptions Connection { get; init; } = new();

    /// <summary>Walk the openstack client's way: read each version document, look at each image before its members.</summary>
    public bool Discover { get; init; }

    /// <summary>How long one request may take, its answer read to the end; null takes <see cref="DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    public AuthType EffectiveAuthType => AuthType ?? User.Implied ?? Identity.AuthType.Password;

    /// <summary>Keystone has no part in these: a token for a known endpoint, a password for it, or nothing at all.</summary>
    public bool IsPinned => EffectiveAuthType is Identity.AuthType.HttpBasic or Identity.AuthType.None
        || (ImageEndpoint is not null && User.Token is not null && AuthUrl is null);

    /// <summary>A user is named, and his password is not.</summary>
    public bool LacksPassword => User.IsNamed && User.Password is null && Uses(Identity.AuthType.Password, Identity.AuthType.OidcPassword, Identity.AuthType.HttpBasic);

    /// <summary>A user is named, and his one-time passcode is not.</summary>
    public bool LacksPasscode => User.IsNamed && User.Passcode is null && Uses(Identity.AuthType.Totp);

    /// <summary>The values of <paramref name="other"/> where this has none.</summary>
    public SignInOptions WithFallback(SignInOptions other)
    {
        // A way to sign in that was given for somebody else's secrets does not fit the user who is named here.
        var fits = User.Implied is null || other.AuthType is null || !WithoutUser.Contains(other.AuthType.Value) || User.Implied == other.AuthType;
        var needsUser = User.Implied is { } implied && WithoutUser.Contains(implied);
        return this with
        {
            CloudName = CloudName ?? other.CloudName,
            AuthUrl = AuthUrl ?? other.AuthUrl,
            AuthType = AuthType ?? (fits && !needsUser ? other.AuthType : null),
            Factors = Factors ?? other.Factors,
            User = User.WithFallback(other.User),
            OpenIdConnect = OpenIdConnect.WithFallback(other.OpenIdConnect),
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
