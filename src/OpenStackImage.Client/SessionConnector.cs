using OpenStackImage.Configuration;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage;

/// <summary>Signs in and finds the endpoints of a session.</summary>
internal sealed class SessionConnector
{
    private const string ImageApiVersion = "v2";

    private readonly SignInOptions _options;
    private readonly string? _name;
    private readonly Transport _transport;
    private readonly TokenlessClient _client;
    private readonly IRequestObserver? _observer;

    private SessionConnector(SignInOptions options, string? name, Transport transport, IRequestObserver? observer)
    {
        _options = options;
        _name = name ?? options.CloudName;
        _transport = transport;
        _client = new TokenlessClient(transport, new RetryPolicy(transport));
        _observer = observer;
    }

    /// <summary>
    /// Signs in. With a password or a token that takes one request; with a token and a pinned endpoint none; with
    /// <see cref="SignInOptions.Discover"/> three.
    /// </summary>
    /// <param name="options">What to sign in with.</param>
    /// <param name="name">The name of the session; null for that of the cloud.</param>
    /// <param name="notify">Shows a message to the user, for sign-ins that require the user.</param>
    /// <param name="observer">Is notified of each request.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SignInOptionsException">A value is missing.</exception>
    /// <exception cref="AuthenticationException">Keystone refuses the sign-in.</exception>
    /// <exception cref="EndpointNotFoundException">The catalog has no image service.</exception>
    public static async Task<OpenStackSession> ConnectAsync(
        SignInOptions options, string? name, Action<string> notify, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var transport = new Transport(options.Timeout ?? SignInOptions.DefaultTimeout, options.Connection);
        try
        {
            var connector = new SessionConnector(options, name, transport, observer);
            var connecting = options.IsPinned
                ? connector.PinAsync(cancellationToken)
                : connector.SignInAsync(notify, cancellationToken);
            return await connecting.ConfigureAwait(false);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private async Task<OpenStackSession> PinAsync(CancellationToken cancellationToken)
    {
        var address = _options.ImageEndpoint ?? throw new SignInOptionsException(
            $"A sign-in by '{_options.EffectiveAuthType.Name()}' does not use Keystone, so the URL of the image service must be specified. "
                + "Use -ImageEndpoint, endpoint in clouds.yaml, or OS_ENDPOINT.");
        var (endpoint, api) = await FindImageApiAsync(address, cancellationToken).ConfigureAwait(false);
        var tokens = new TokenSource(_options.ToPinnedToken(), null, "it was created with a token and without a credential");
        return new OpenStackSession(_options, _transport, tokens, endpoint, identityEndpoint: null, api)
        {
            Name = _name,
            Region = _options.Region,
        };
    }

    private async Task<OpenStackSession> SignInAsync(Action<string> notify, CancellationToken cancellationToken)
    {
        var authUrl = _options.AuthUrl ?? throw NoAuthUrl();
        var signIn = _options.ToSignIn(notify);
        var identity = new IdentityClient(_client);
        var (token, identityEndpoint) = await identity
            .AuthenticateAsync(authUrl, signIn, _options.Discover, _observer, cancellationToken)
            .ConfigureAwait(false);

        var interfaces = _options.Interfaces ?? [SignInOptions.DefaultInterface];
        var entry = _options.ImageEndpoint is null && !_options.Scope.Unscoped
            ? token.FindImage(_options.ImageServiceType, _options.ImageServiceName, _options.Region, interfaces)
            : null;
        var (imageEndpoint, imageApi) = await FindImageApiAsync(_options.ImageEndpoint ?? entry?.Url, cancellationToken)
            .ConfigureAwait(false);

        var reason = signIn.NotRenewableReason;
        Task<Token> SignInAgainAsync(IRequestObserver? onBehalfOf, CancellationToken cancellationToken)
            => signIn.IssueAsync(identity, identityEndpoint, onBehalfOf, cancellationToken);
        var tokens = new TokenSource(token, reason is null ? SignInAgainAsync : null, reason);
        return new OpenStackSession(_options, _transport, tokens, imageEndpoint, identityEndpoint, imageApi)
        {
            Name = _name,
            Region = entry?.Region ?? _options.Region,
            Interface = entry?.Interface ?? interfaces[0],
        };
    }

    /// <summary>Finds where Image API 2 begins: by Glance's version document if that is to be read, else by the URL alone.</summary>
    /// <param name="address">Glance's URL; null if it is not known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private async Task<(Uri? Endpoint, ImageApi? Api)> FindImageApiAsync(Uri? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return (null, null);
        }

        var unversioned = ServiceAddress.Unversioned(address);
        var api = new ImageApi(unversioned, _client);
        if (_options.Discover)
        {
            await api.ReadAsync(_observer, cancellationToken).ConfigureAwait(false);
        }

        var endpoint = api.Newest is { } version
            ? ServiceAddress.Linked(unversioned, version)
            : ServiceAddress.Versioned(address, ImageApiVersion);
        return (endpoint, api);
    }

    private SignInOptionsException NoAuthUrl() => new(_options.CloudName is { } cloud
        ? $"The cloud '{cloud}' has no auth_url. Add it to the cloud's entry, or use -AuthUrl."
        : $"No cloud is specified. Use -Cloud with a name from clouds.yaml, or -AuthUrl with -Credential, or set {OpenRc.AuthUrl} and the "
            + "other variables of an openrc file.");
}
