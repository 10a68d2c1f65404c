using OpenStackImage.Configuration;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Identity;
using OpenStackImage.Images;

namespace OpenStackImage;

/// <summary>
/// A signed-in session: who, on which project, at which endpoints. It may be used by many threads at once, and shows no secret, however it is
/// printed or serialised.
/// </summary>
public sealed class OpenStackSession : IDisposable
{
    private const string ImageApiVersion = "v2";
    private const int ImageApiMajorVersion = 2;
    private const string AdminRole = "admin";

    private readonly SignInOptions _options;
    private readonly Transport _transport;
    private readonly RetryPolicy _retries = new();
    private readonly TokenSource _tokens;
    private readonly ServiceClient _image;
    private readonly ServiceClient? _identity;
    private bool _closed;

    private OpenStackSession(SignInOptions options, Transport transport, TokenSource tokens, Uri imageEndpoint, Uri? identityEndpoint)
    {
        _options = options;
        _transport = transport;
        _tokens = tokens;
        ImageEndpoint = imageEndpoint;
        IdentityEndpoint = identityEndpoint;
        _image = new ServiceClient(ServiceTypes.Image, imageEndpoint, transport, _retries, _tokens)
        {
            Explain = denied => HasNoProject ? ImageErrorExplainer.ScopeRefused(denied, Token.IsSystem) : null,
        };
        _identity = identityEndpoint is null ? null : new ServiceClient(ServiceTypes.Identity, identityEndpoint, transport, _retries, _tokens);
    }

    /// <summary>The name by which -Session finds it in the runspace that connected: what -Name said, or else the cloud's.</summary>
    public string? Name { get; internal init; }

    /// <summary>The name of the cloud in clouds.yaml; null for a session from parameters or variables.</summary>
    public string? CloudName => _options.CloudName;

    /// <summary>Keystone's address as it was given; null with a pinned endpoint and token.</summary>
    public Uri? AuthUrl => _options.AuthUrl;

    /// <summary>The user; null where only a token is known.</summary>
    public string? UserName => Token.UserName;

    /// <summary>The user's ID; null where only a token is known.</summary>
    public string? UserId => Token.UserId;

    /// <summary>The project in whose name requests are made.</summary>
    public string? ProjectName => Token.ProjectName;

    /// <summary>The project's ID.</summary>
    public string? ProjectId => Token.ProjectId;

    /// <summary>The domain of the project.</summary>
    public string? DomainName => Token.DomainName;

    /// <summary>The user's roles on the project.</summary>
    public IReadOnlyList<string> Roles => Token.Roles;

    /// <summary>The region of the image endpoint; null where the endpoint was given.</summary>
    public string? Region { get; private init; }

    /// <summary>public, internal or admin.</summary>
    public string Interface { get; private init; } = SignInOptions.DefaultInterface;

    /// <summary>Where Glance's resources begin.</summary>
    public Uri ImageEndpoint { get; }

    /// <summary>Where Keystone's resources begin; null with a pinned endpoint and token.</summary>
    public Uri? IdentityEndpoint { get; }

    /// <summary>When the token ends; null where that is not known. A session with a credential renews it in time.</summary>
    public DateTime? ExpiresAt => Token.ExpiresAt?.LocalDateTime;

    /// <summary>True if cmdlets of the runspace that connected use this session when they are given none.</summary>
    public bool IsDefault { get; internal set; }

    internal ServiceClient Image => _closed ? throw new SessionClosedException() : _image;

    internal ServiceClient? Identity => _closed ? throw new SessionClosedException() : _identity;

    internal RequestLog Requests => _transport.Log;

    internal AsyncCache<IReadOnlyList<ImageSchemaProperty>> WellKnownProperties { get; } = new();

    /// <summary>The domain of the session's project.</summary>
    internal string? ProjectDomainId => Token.DomainId;

    /// <summary>True if the session walks the openstack client's whole way.</summary>
    internal bool Discovers => _options.Discover;

    /// <summary>The versions that Glance lists, read once and only when a call needs to know.</summary>
    private AsyncCache<ApiVersions> ImageApiVersions { get; } = new();

    /// <summary>Glance's rule of who sees everything: the role admin (glance/policies/base.py).</summary>
    internal bool IsAdmin => Roles.Contains(AdminRole, StringComparer.OrdinalIgnoreCase);

    /// <summary>True if Keystone issued a token without a project; of a token from elsewhere nothing is known.</summary>
    internal bool HasNoProject => ProjectId is null && IdentityEndpoint is not null;

    /// <summary>True if the session takes whatever certificate a server shows.</summary>
    internal bool SkipsCertificateCheck => _options.Connection.SkipsCertificateCheck;

    /// <summary>True if Glance shows the session only what is open to everybody: it is on no project, and not on the whole cloud.</summary>
    internal bool SeesNextToNothing => HasNoProject && !Token.IsSystem;

    /// <summary>Through whose eyes the session looks, for messages.</summary>
    internal string ScopeDescription => ProjectName is not null ? $"project '{ProjectName}'" : ProjectId is not null ? $"project {ProjectId}" : "this session";

    private Token Token => _tokens.Current;

    /// <summary>The project in whose name requests are made.</summary>
    /// <exception cref="OpenStackException">The session was given a token, and not told whose.</exception>
    internal string RequireProjectId() => ProjectId ?? throw new OpenStackException(
        ErrorIds.NoProject, "This session does not know on which project it is. Connect with -ProjectId.");

    /// <summary>Keystone with this session's token.</summary>
    /// <exception cref="EndpointNotFoundException">The session was given a token and Glance's address only.</exception>
    internal ServiceClient RequireIdentity() => Identity ?? throw new EndpointNotFoundException(
        "This session knows no Identity endpoint: it was given a token and an image endpoint only. Connect with -AuthUrl.");

    /// <summary>Makes sure, before a call that older clouds do not know, that this one does. The version document is read once a session.</summary>
    /// <param name="minor">The minor version of Image API 2 that the call came with.</param>
    /// <param name="what">What the call is about, as the beginning of a sentence.</param>
    /// <param name="observer">Hears of the request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageApiException">The cloud is older.</exception>
    internal async Task RequireImageApiAsync(int minor, string what, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var versions = await ImageApiVersions
            .GetOrAddAsync(ImageApiVersion, () => ReadVersionsAsync(ImageEndpoint, _transport, _tokens, observer, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var newest = versions.Newest(ImageApiMajorVersion);
        if (newest is null || newest.Minor < minor)
        {
            throw new ImageApiException(what, FormattableString.Invariant($"{ImageApiMajorVersion}.{minor}"), newest?.ToString() ?? "none of its kind");
        }
    }

    /// <summary>
    /// Signs in. With a password or a token that is one request; with a token and a pinned endpoint none; with
    /// <see cref="SignInOptions.Discover"/> three.
    /// </summary>
    /// <param name="options">What to sign in with.</param>
    /// <param name="name">What the session is called; null takes the cloud's name.</param>
    /// <param name="tell">Shows a sentence to the user, for ways to sign in that need him.</param>
    /// <exception cref="SignInOptionsException">Something is missing.</exception>
    /// <exception cref="AuthenticationException">Keystone does not accept it.</exception>
    /// <exception cref="EndpointNotFoundException">The catalog has no image service.</exception>
    internal static async Task<OpenStackSession> ConnectAsync(
        SignInOptions options, string? name, Action<string> tell, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var transport = new Transport(options.Timeout ?? SignInOptions.DefaultTimeout, options.Connection);
        try
        {
            return options.IsPinned
                ? Pinned(options, name, transport)
                : await SignInAsync(options, name, tell, transport, observer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Ends the session: revokes the token, if the session got it itself, and closes the connections.</summary>
    internal async Task CloseAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            if (IdentityEndpoint is not null)
            {
                await new IdentityClient(_transport, _retries).RevokeAsync(IdentityEndpoint, Token, observer, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the connections. The token stays valid; Disconnect-OpenStack ends that, too.</summary>
    public void Dispose()
    {
        _closed = true;
        _transport.Dispose();
        _tokens.Dispose();
    }

    /// <summary>Who on what at which cloud.</summary>
    public override string ToString() => $"{UserName ?? "(token)"} on {ProjectName ?? ProjectId ?? "no project"} at {CloudName ?? (AuthUrl ?? ImageEndpoint).Host}";

    private static OpenStackSession Pinned(SignInOptions options, string? name, Transport transport)
    {
        var endpoint = options.ImageEndpoint ?? throw new SignInOptionsException(
            $"Signing in by '{options.EffectiveAuthType.Name()}' asks no Keystone, so that the image service's address must be given: -ImageEndpoint, endpoint in clouds.yaml, or OS_ENDPOINT.");
        return new OpenStackSession(
            options, transport, new TokenSource(options.ToPinnedToken(), null), ServiceAddress.Versioned(endpoint, ImageApiVersion), null)
        {
            Name = name ?? options.CloudName,
        };
    }

    private static async Task<OpenStackSession> SignInAsync(
        SignInOptions options, string? name, Action<string> tell, Transport transport, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var authUrl = options.AuthUrl ?? throw new SignInOptionsException(
            $"No cloud is given. Use -Cloud with a name from clouds.yaml, or -AuthUrl with -Credential, or set {OpenRc.AuthUrl} and the other variables of an openrc file, or pin -ImageEndpoint and -Token.");
        var signIn = options.ToSignIn(tell);
        var identity = new IdentityClient(transport, new RetryPolicy());
        var (token, identityEndpoint) = await identity
            .AuthenticateAsync(authUrl, signIn, options.Discover, observer, cancellationToken)
            .ConfigureAwait(false);

        var interfaces = options.Interfaces ?? [SignInOptions.DefaultInterface];
        var entry = options.ImageEndpoint is null
            ? token.Catalog.FindImage(options.ImageServiceType, options.ImageServiceName, options.Region, interfaces)
            : null;
        var address = options.ImageEndpoint ?? entry!.Url;
        var versions = options.Discover
            ? await ReadVersionsAsync(address, token, transport, observer, cancellationToken).ConfigureAwait(false)
            : null;
        var imageEndpoint = versions?.Newest(ImageApiMajorVersion) is { } version
            ? ServiceAddress.Linked(ServiceAddress.Unversioned(address), version)
            : ServiceAddress.Versioned(address, ImageApiVersion);

        Task<Token> RenewAsync(IRequestObserver? onBehalfOf, CancellationToken running) => signIn.IssueAsync(identity, identityEndpoint, onBehalfOf, running);
        var session = new OpenStackSession(
            options, transport, new TokenSource(token, signIn.NotRenewableReason is null ? RenewAsync : null, signIn.NotRenewableReason), imageEndpoint, identityEndpoint)
        {
            Name = name ?? options.CloudName,
            Region = entry?.Region ?? options.Region,
            Interface = entry?.Interface ?? interfaces[0],
        };
        if (versions is not null)
        {
            await session.ImageApiVersions.GetOrAddAsync(ImageApiVersion, () => Task.FromResult(versions), cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    private static async Task<ApiVersions> ReadVersionsAsync(Uri address, Token token, Transport transport, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        using var tokens = new TokenSource(token, null);
        return await ReadVersionsAsync(address, transport, tokens, observer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ApiVersions> ReadVersionsAsync(Uri address, Transport transport, TokenSource tokens, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var service = new ServiceClient(ServiceTypes.Image, ServiceAddress.Unversioned(address), transport, new RetryPolicy(), tokens);
        var response = await service.SendAsync(ServiceRequest.GetVersions(service.Resource()), observer, cancellationToken).ConfigureAwait(false);
        return response.Read(ApiVersionReader.Read);
    }
}
