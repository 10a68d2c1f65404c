using System.Net;
#if NET
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
#endif

namespace OpenStackImage.Http;

/// <summary>Creates the handler that opens the connections of a session, with its certificates, proxies and connection pools.</summary>
internal static class ConnectionHandler
{
#if NET
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>The time is shorter than the time after which common servers close an idle connection.</summary>
    private static readonly TimeSpan BrieflyKeptFor = TimeSpan.FromSeconds(1);

    /// <param name="options">The options of the session.</param>
    /// <param name="certificates">Checks the certificates of servers.</param>
    /// <param name="use">How long connections are kept.</param>
    /// <param name="onOpened">
    /// Is called with the URL of a request for which a connection is opened. It is not called for connections to a
    /// proxy, which all servers share.
    /// </param>
    /// <exception cref="SignInOptionsException">A certificate file cannot be used.</exception>
    public static HttpMessageHandler Create(
        ConnectionOptions options, ServerCertificates certificates, ConnectionUse use, Action<Uri>? onOpened = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = use == ConnectionUse.Single ? TimeSpan.Zero : KeptFor,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => certificates.Check(
                    certificate as X509Certificate2, chain, errors),
            },
        };
        if (options.ClientCertificate is not null)
        {
            handler.SslOptions.ClientCertificates = [CertificateFile.ReadWithKey(options)];
        }
        else
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, server, _) => certificates.SelectNone(server);
        }

        if (EnvironmentProxy.Read(Environment.GetEnvironmentVariable) is { } proxy)
        {
            (handler.Proxy, onOpened) = (proxy, null);
        }

        SetUse(handler, use, onOpened);
        return handler;
    }

    private static void SetUse(SocketsHttpHandler handler, ConnectionUse use, Action<Uri>? onOpened)
    {
        if (use == ConnectionUse.KeptBriefly)
        {
            handler.PooledConnectionIdleTimeout = BrieflyKeptFor;
        }
        else if (use == ConnectionUse.Single)
        {
            handler.PlaintextStreamFilter = (context, _) => new(
                UploadConnection.Open(context.PlaintextStream, context.InitialRequestMessage));
        }
        else if (onOpened is not null)
        {
            handler.PlaintextStreamFilter = (context, _) =>
            {
                onOpened(context.InitialRequestMessage.RequestUri!);
                return new(context.PlaintextStream);
            };
        }
    }
#else
    /// <summary>
    /// .NET Framework would otherwise open only two connections to a host, for any value of the throttle. .NET Framework respects
    /// Connection: close in a request, so the pool needs no other setting.
    /// </summary>
    /// <exception cref="SignInOptionsException">A certificate file cannot be used.</exception>
    public static HttpMessageHandler Create(
        ConnectionOptions options, ServerCertificates certificates, ConnectionUse use, Action<Uri>? onOpened = null)
    {
        _ = onOpened;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = use == ConnectionUse.Kept ? 256 : 16,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => certificates.Check(certificate, chain, errors),
        };
        if (options.ClientCertificate is not null)
        {
            handler.ClientCertificates.Add(CertificateFile.ReadWithKey(options));
        }

        if (EnvironmentProxy.Read(Environment.GetEnvironmentVariable) is { } proxy)
        {
            handler.Proxy = proxy;
        }

        return handler;
    }
#endif
}
