using System.Net;
using System.Net.Sockets;
using System.Text;
using Flurl;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>Waits for the request by which a browser on this computer brings the provider's response (RFC 8252, section 7.3).</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int MaxRequestBytes = 16 * 1024;
    private const string Page = "You are signed in to OpenStack. You can close this page.";

    private readonly TcpListener _listener;

    /// <param name="uri">Where to listen; null for a free port.</param>
    /// <exception cref="SignInOptionsException">The URL is not one of this computer, or its port is in use.</exception>
    public LoopbackListener(Uri? uri)
    {
        if (uri is { IsLoopback: false })
        {
            throw new SignInOptionsException($"The redirect_uri {uri} is not a URL of this computer. Use http://localhost:port/path.");
        }

        _listener = new TcpListener(IPAddress.Loopback, uri?.Port ?? 0);
        try
        {
            _listener.Start();
        }
        catch (SocketException exception)
        {
            throw new SignInOptionsException($"The browser's response cannot be received at {uri}: {exception.Message}");
        }

        Uri = uri ?? new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
    }

    /// <summary>The URL to which the provider sends the browser.</summary>
    public Uri Uri { get; }

    /// <summary>
    /// Returns the parameters of the first request that has the expected state. Others, which anybody could send, are refused.
    /// </summary>
    public async Task<QueryParamCollection> WaitAsync(string state, CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.Register(_listener.Stop);
        while (true)
        {
            try
            {
#if NET
                using var client = await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
#else
                using var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
#endif
                client.ReceiveTimeout = client.SendTimeout = 10_000;
                using var stream = client.GetStream();
                var target = await ReadTargetAsync(stream, cancellationToken).ConfigureAwait(false);
                var parameters = Uri.TryCreate(Uri, target, out var requested) && requested.AbsolutePath == Uri.AbsolutePath
                    ? Url.ParseQueryParams(requested.Query)
                    : new QueryParamCollection();
                var isExpected = parameters.FirstOrDefault("state") as string == state;
                await RespondAsync(stream, isExpected, cancellationToken).ConfigureAwait(false);
                if (isExpected)
                {
                    return parameters;
                }
            }
            catch (Exception exception) when (
                exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A broken connection is not the browser's last; a stopped listener is the end.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    public void Dispose() => _listener.Stop();

    /// <summary>Returns the target of a request: GET {target} HTTP/1.1.</summary>
    private static async Task<string> ReadTargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        int read;
        while (length < buffer.Length
            && !Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n")
            && (read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length).Split(' ').ElementAtOrDefault(1) ?? "";
    }

    private static async Task RespondAsync(NetworkStream stream, bool isExpected, CancellationToken cancellationToken)
    {
        var (status, text) = isExpected ? ("200 OK", Page) : ("404 Not Found", "Not found.");
        var response = Encoding.ASCII.GetBytes(FormattableString.Invariant(
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}"));
        await stream.WriteAsync(response, 0, response.Length, cancellationToken).ConfigureAwait(false);
    }
}
