using System.Collections.Concurrent;
using Flurl.Http;
using OpenStackImage.Errors;

namespace OpenStackImage.Http;

/// <summary>
/// The connections of one session. A request that is lost because the server has closed the connection can usually be repeated immediately.
/// A request that must not take effect twice cannot be repeated. It is sent on a new connection or, if the server is known to keep its
/// connections, on a connection that was used in the last two seconds.
/// </summary>
internal sealed class ConnectionPools : IDisposable
{
    private readonly FlurlClient _kept;
    private readonly FlurlClient _keptBriefly;
    private readonly FlurlClient _single;
    private readonly ConcurrentDictionary<string, ServerConnections> _servers = new(StringComparer.Ordinal);

    /// <param name="options">The options of all connections.</param>
    /// <param name="certificates">Checks the certificates of servers.</param>
    public ConnectionPools(ConnectionOptions options, ServerCertificates certificates)
    {
        _kept = CreateClient(ConnectionHandler.Create(options, certificates, ConnectionUse.Kept, uri => Of(uri).OnOpened()));
        _keptBriefly = CreateClient(ConnectionHandler.Create(options, certificates, ConnectionUse.KeptBriefly));
        _single = CreateClient(ConnectionHandler.Create(options, certificates, ConnectionUse.Single));
    }

    /// <summary>Returns the client that sends an attempt.</summary>
    public FlurlClient ClientOf(ServiceRequest request, Attempt attempt, Uri uri)
    {
        if (attempt.NeedsNewConnection || request.ClosesConnection)
        {
            return _single;
        }

        return !request.Retry.VerifiesFirst ? _kept
            : request.Body is TextBody && Of(uri).AreKept ? _keptBriefly
            : _single;
    }

    /// <summary>Is called for each response.</summary>
    public void OnResponse(FlurlClient client, Uri uri)
    {
        if (client == _kept)
        {
            Of(uri).OnResponse();
        }
    }

    /// <summary>
    /// Is called if a connection failed. Returns true if the server may have closed it before the request, so that the request was not
    /// read.
    /// </summary>
    public bool OnFailure(FlurlClient client, Uri uri) => client != _single && Of(uri).OnFailure();

    public void Dispose()
    {
        _kept.Dispose();
        _keptBriefly.Dispose();
        _single.Dispose();
    }

    private ServerConnections Of(Uri uri) => _servers.GetOrAdd(uri.Authority, _ => new ServerConnections());

    private static FlurlClient CreateClient(HttpMessageHandler handler)
    {
        var client = new FlurlClient(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
        client.Settings.AllowedHttpStatusRange = "*";
        client.Settings.Redirects.Enabled = false;
        client.Settings.Timeout = null;
        return client;
    }

    /// <summary>The state of the kept connections of one server. More responses than connections show that it keeps them.</summary>
    private sealed class ServerConnections
    {
        private int _opened;
        private int _responses;
        private volatile bool _hasFailed;

        /// <summary>True if the server has kept connections, and has not closed one without notice.</summary>
        public bool AreKept => !_hasFailed && Volatile.Read(ref _opened) is > 0 and var opened && Volatile.Read(ref _responses) > opened;

        public void OnOpened() => Interlocked.Increment(ref _opened);

        public void OnResponse() => Interlocked.Increment(ref _responses);

        /// <summary>Returns true if there are kept connections.</summary>
        public bool OnFailure()
        {
            _hasFailed = true;
            return Volatile.Read(ref _responses) > 0;
        }
    }
}
