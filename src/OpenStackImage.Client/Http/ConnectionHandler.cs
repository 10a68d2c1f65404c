using System.Net;
#if NET
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
#endif

namespace OpenStackImage.Http;

/// <summary>Creates the handler that opens the connections of a session: certificates, proxies, pools.</summary>
internal static class ConnectionHandler
{
#if NET
    /// <exception cref="SignInOptionsException">A certificate file cannot be used.</exception>
    public static HttpMessageHandler Create(ConnectionOptions options, ServerCertificates certificates, bool keepConnections)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = keepConnections ? TimeSpan.FromMinutes(10) : TimeSpan.Zero,
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

        if (!keepConnections)
        {
            handler.PlaintextStreamFilter = (context, _) => new(
                UploadConnection.Open(context.PlaintextStream, context.InitialRequestMessage));
        }

        if (EnvironmentProxy.Read(Environment.GetEnvironmentVariable) is { } proxy)
        {
            handler.Proxy = proxy;
        }

        return handler;
    }
#else
    /// <summary>
    /// .NET Framework would otherwise open only two connections to a host, for any value of the throttle. It honours Connection: close in a
    /// request, so the pool needs no other setting.
    /// </summary>
    /// <exception cref="SignInOptionsException">A certificate file cannot be used.</exception>
    public static HttpMessageHandler Create(ConnectionOptions options, ServerCertificates certificates, bool keepConnections)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = keepConnections ? 256 : 16,
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
