using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>Waits for the request with which a browser on this computer delivers the provider's response (RFC 8252, section 7.3).</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const string Page = "You are signed in to OpenStack. You can close this page.";

    /// <summary>
    /// The time limit for a connection to send its request. Browsers open connections in advance, and send nothing on some of them.
    /// </summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TcpListener _listener;

    /// <param name="uri">The URL to listen on; null for a free port.</param>
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
    /// Returns what <paramref name="expect"/> finds in a request to <see cref="Uri"/>. All other requests, which any program on this
    /// computer can send, are refused.
    /// </summary>
    /// <exception cref="OperationTimeoutException">No such request arrived in time.</exception>
    public async Task<T> WaitAsync<T>(Func<LoopbackRequest, T?> expect, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var stop = limit.Token.Register(_listener.Stop);
        try
        {
            return await AcceptAsync(expect, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperationTimeoutException(
                $"The sign-in on the identity provider's page was not completed within {Patience.TotalMinutes} minutes.");
        }
    }

    public void Dispose() => _listener.Stop();

    private async Task<T> AcceptAsync<T>(Func<LoopbackRequest, T?> expect, CancellationToken cancellationToken)
        where T : class
    {
        var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ended = cancellationToken.Register(() => found.TrySetCanceled());
        while (true)
        {
#if NET
            var connection = _listener.AcceptTcpClientAsync(cancellationToken).AsTask();
#else
            var connection = _listener.AcceptTcpClientAsync();
#endif
            await Task.WhenAny(connection, found.Task).ConfigureAwait(false);
            if (found.Task.IsCompleted)
            {
                // When the listener stops, the pending wait for a connection fails. The error is not needed.
                _ = connection.ContinueWith(task => task.Exception?.Message, TaskScheduler.Default);
                return await found.Task.ConfigureAwait(false);
            }

            try
            {
                var client = await connection.ConfigureAwait(false);
                _ = RespondAsync(client, expect, found, cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // After a failed connection, the browser may open another one. A stopped listener ends the wait.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task RespondAsync<T>(
        TcpClient client, Func<LoopbackRequest, T?> expect, TaskCompletionSource<T> found, CancellationToken cancellationToken)
        where T : class
    {
        T? expected = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RequestTimeout);

        // .NET Framework does not end a read when it is canceled.
        using var close = limit.Token.Register(client.Close);
        try
        {
            using var stream = client.GetStream();
            var request = await LoopbackRequest.ReadAsync(stream, limit.Token).ConfigureAwait(false);
            expected = request is not null && request.Path == Uri.AbsolutePath ? expect(request) : null;
            await WriteAsync(stream, expected is not null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or InvalidOperationException or OperationCanceledException)
        {
            // The connection was closed. A complete request that was received before is still used.
        }
        finally
        {
            client.Close();
            if (expected is not null)
            {
                found.TrySetResult(expected);
            }
        }
    }

    private static async Task WriteAsync(NetworkStream stream, bool isExpected, CancellationToken cancellationToken)
    {
        var (status, text) = isExpected ? ("200 OK", Page) : ("404 Not Found", "Not found.");
        var response = Encoding.ASCII.GetBytes(FormattableString.Invariant(
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}"));
        await stream.WriteAsync(response, 0, response.Length, cancellationToken).ConfigureAwait(false);
    }
}
