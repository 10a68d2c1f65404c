using OpenStackImage.Configuration;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage;

/// <summary>
/// A session: a user who is signed in to a cloud, the scope of the token, and the endpoints in use. Sessions are thread-safe. A session
/// contains no secrets when it is printed or serialized.
/// </summary>
public sealed partial class OpenStackSession : DisplayObject, IDisposable
{
    /// <summary>Glance gives this role access to every image (glance/policies/base.py).</summary>
    private const string AdminRole = "admin";

    private readonly SignInOptions _options;
    private readonly Transport _transport;
    private readonly TokenSource _tokens;
    private readonly ServiceClient? _image;
    private readonly ServiceClient? _identity;
    private bool _closed;

    internal OpenStackSession(
        SignInOptions options, Transport transport, TokenSource tokens, Uri? imageEndpoint, Uri? identityEndpoint, ImageApi? imageApi)
    {
        var retries = new RetryPolicy(transport);
        _options = options;
        _transport = transport;
        _tokens = tokens;
        ImageEndpoint = imageEndpoint;
        IdentityEndpoint = identityEndpoint;
        ImageApi = imageApi;
        _image = imageEndpoint is null ? null : new ServiceClient(ServiceTypes.Image, imageEndpoint, transport, retries, tokens)
        {
            Explain = denied => HasNoProject ? ScopeRefusal.Explain(denied, Token.IsSystem) : null,
        };
        _identity = identityEndpoint is null
            ? null
            : new ServiceClient(ServiceTypes.Identity, identityEndpoint, transport, retries, tokens);
    }

    /// <summary>The name by which -Session finds it: the value of -Name, by default the name of the cloud.</summary>
    public string? Name { get; internal init; }

    /// <summary>The name of the cloud in clouds.yaml; null for a session from parameters or variables.</summary>
    public string? CloudName => _options.CloudName;

    /// <summary>Keystone's URL as it was specified; null for a session with an endpoint and a token only.</summary>
    public Uri? AuthUrl => _options.AuthUrl;

    /// <summary>The name of the user; null if only a token is known.</summary>
    public string? UserName => Token.UserName;

    /// <summary>The ID of the user; null if only a token is known.</summary>
    public string? UserId => Token.UserId;

    /// <summary>The name of the project that the token is scoped to.</summary>
    public string? ProjectName => Token.ProjectName;

    /// <summary>The ID of the project that the token is scoped to.</summary>
    public string? ProjectId => Token.ProjectId;

    /// <summary>The domain of the project, or the domain that the token is scoped to.</summary>
    public string? DomainName => Token.DomainName;

    /// <summary>The roles of the user in the scope of the token.</summary>
    public IReadOnlyList<string> Roles => Token.Roles;

    /// <summary>The region of the image endpoint; null if the endpoint was given without one.</summary>
    public string? Region { get; internal init; }

    /// <summary>public, internal or admin.</summary>
    public string Interface { get; internal init; } = SignInOptions.DefaultInterface;

    /// <summary>The base URL of the Image API; null for an unscoped session, which has no catalog.</summary>
    public Uri? ImageEndpoint { get; }

    /// <summary>The base URL of the Identity API; null for a session with an endpoint and a token only.</summary>
    public Uri? IdentityEndpoint { get; }

    /// <summary>The newest version of the Image API that the cloud has, for example 2.16; null until it is read.</summary>
    public string? ImageApiVersion => ImageApi?.Newest?.ToString();

    /// <summary>
    /// The local time at which the token expires; null if it is not known. A session with a credential renews the token before that.
    /// </summary>
    public DateTime? ExpiresAt => Token.ExpiresAt?.LocalDateTime;

    /// <summary>True if cmdlets of the runspace that connected use this session when no other is specified.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>The image service.</summary>
    /// <exception cref="EndpointNotFoundException">The session is unscoped.</exception>
    internal ServiceClient Image => _closed ? throw new SessionClosedException() : _image ?? throw NoImageEndpoint();

    /// <summary>True after Disconnect-OpenStack.</summary>
    internal bool IsClosed => _closed;

    internal ServiceClient? Identity => _closed ? throw new SessionClosedException() : _identity;

    internal ImageApi? ImageApi { get; }

    internal RequestLog Requests => _transport.Log;

    /// <summary>Measures the waits between requests.</summary>
    internal TimeProvider Clock => _transport.Clock;

    internal SessionCaches Caches { get; } = new();

    /// <summary>The regions of the catalog that have an image service.</summary>
    internal IReadOnlyList<string> ImageRegions => Token.Catalog.ImageRegions;

    internal string? ProjectDomainId => Token.DomainId;

    /// <summary>Returns the ID of the domain of the project or of the user if it has the name; otherwise null.</summary>
    internal string? OwnDomainId(string name)
        => name == Token.DomainName ? Token.DomainId
            : name == Token.UserDomainName ? Token.UserDomainId
            : null;

    /// <summary>True if the session sends each request that the openstack client sends.</summary>
    internal bool Discovers => _options.Discover;

    internal bool IsAdmin => Roles.Contains(AdminRole, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// True if Keystone issued a token that is not scoped to a project. The scope of a token that was not issued to this session is not
    /// known.
    /// </summary>
    internal bool HasNoProject => ProjectId is null && IdentityEndpoint is not null;

    internal bool SkipsCertificateCheck => _options.Connection.SkipsCertificateCheck;

    /// <summary>True if the sign-in was encrypted, but its token is sent unencrypted.</summary>
    internal bool SendsTokenUnencrypted => AuthUrl?.Scheme == Uri.UriSchemeHttps && ImageEndpoint?.Scheme == Uri.UriSchemeHttp;

    /// <summary>
    /// True if the session can see only public and community images, because its scope is neither a project nor the system.
    /// </summary>
    internal bool SeesPublicImagesOnly => HasNoProject && !Token.IsSystem;

    /// <summary>The scope of the session as the subject of a sentence.</summary>
    internal string ScopeDescription
        => ProjectName is not null ? $"project '{ProjectName}'" : ProjectId is not null ? $"project {ProjectId}" : "this session";

    /// <summary>A name for the cloud, which distinguishes objects of several clouds.</summary>
    internal string Cloud => Name ?? CloudName ?? (ImageEndpoint ?? IdentityEndpoint ?? AuthUrl)!.Host;

    /// <summary>
    /// The key that identifies a cloud: the Identity endpoint and the region; without an Identity endpoint, the origin of the image
    /// endpoint. Interfaces do not matter.
    /// </summary>
    internal string CloudIdentity
        => IdentityEndpoint is null ? RedirectPolicy.Origin(ImageEndpoint!) : $"{IdentityEndpoint.AbsoluteUri.TrimEnd('/')} {Region}";

    private Token Token => _tokens.Current;

    /// <summary>Ends the session: cancels waits for its token, revokes a token that was issued to it, and closes its connections.</summary>
    internal async Task CloseAsync(IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _tokens.Dispose();
        try
        {
            if (IdentityEndpoint is not null && !Token.WasGiven)
            {
                var identity = new IdentityClient(new TokenlessClient(_transport, new RetryPolicy(_transport)));
                await identity.RevokeAsync(IdentityEndpoint, Token, observer, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ServiceException response) when (response is AuthenticationException or NotFoundException)
        {
            // The token has expired, or was revoked elsewhere.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the connections. The token remains valid; Disconnect-OpenStack revokes it, too.</summary>
    public void Dispose()
    {
        _closed = true;
        _tokens.Dispose();
        _transport.Dispose();
    }

    /// <summary>Returns user, project and cloud.</summary>
    public override string ToString() => $"{UserName ?? "(token)"} on {ProjectName ?? ProjectId ?? "no project"} at "
        + $"{CloudName ?? (AuthUrl ?? ImageEndpoint)!.Host}";
}
