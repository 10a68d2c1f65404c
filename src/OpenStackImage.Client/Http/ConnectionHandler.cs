using System.Net;
using OpenStackImage.Configuration;

namespace OpenStackImage.Http;

/// <summary>Makes the handler that opens the connections of a session.</summary>
internal static class ConnectionHandler
{
#if NET
    public static HttpMessageHandler Create(ConnectionOptions options, bool keepConnections) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = keepConnections ? TimeSpan.FromMinutes(10) : TimeSpan.Zero,
    };
#else
    /// <summary>
    /// .NET Framework would otherwise open two connections to a host, whatever the throttle. It heeds Connection: close in a request, so the pool needs
    /// no other setting.
    /// </summary>
    public static HttpMessageHandler Create(ConnectionOptions options, bool keepConnections) => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = keepConnections ? 256 : 16,
    };
#endif
}
