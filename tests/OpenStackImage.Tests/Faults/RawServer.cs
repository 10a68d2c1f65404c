using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.Tests.Faults;

/// <summary>One request as it was received.</summary>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Target">Path and query, as they were sent.</param>
/// <param name="Head">The request line and the headers.</param>
/// <param name="Body">The body.</param>
/// <param name="Number">1 for the first request of the server.</param>
internal sealed record RawRequest(string Method, string Target, string Head, string Body, int Number);

/// <summary>An HTTP server that writes raw bytes, for responses that no web server would send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly Func<RawRequest, Stream, CancellationToken, Task> _respond;
    private readonly bool _closes;
    private readonly bool _readsBodies;
    private int _count;

    private RawServer(Func<RawRequest, Stream, CancellationToken, Task> respond, bool closes, bool readsBodies = true)
    {
        (_respond, _closes, _readsBodies) = (respond, closes, readsBodies);
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    /// <summary>Writes the responses that a function returns, and keeps the connection open. Closes it if the response is empty.</summary>
    public static RawServer Responding(Func<RawRequest, string> respond)
        => new(
            (request, connection, stopping) => respond(request) is { Length: > 0 } text
                ? connection.WriteAsync(Encoding.UTF8.GetBytes(text), stopping).AsTask()
                : throw new IOException("The server sends no response."),
            closes: false);

    /// <summary>Calls a function that writes the response, and then closes the connection.</summary>
    public static RawServer Writing(Func<RawRequest, Stream, CancellationToken, Task> respond) => new(respond, closes: true);

    /// <summary>
    /// Calls a function that writes the response, and keeps the connection open unless the function throws an IOException.
    /// </summary>
    public static RawServer Keeping(Func<RawRequest, Stream, CancellationToken, Task> respond) => new(respond, closes: false);

    /// <summary>Calls a function that reads the body of the request, writes the response, and closes the connection.</summary>
    public static RawServer ReadingBodies(Func<RawRequest, Stream, CancellationToken, Task> respond)
        => new(respond, closes: true, readsBodies: false);

    /// <summary>A valid response.</summary>
    public static string Ok(string body) => Reply("200 OK", body);

    public static string Reply(string status, string body, string headers = "", string contentType = "application/json")
        => string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\n{headers}Content-Length: "
                + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var connection = client.GetStream();
                while (await ReadAsync(connection) is { } request)
                {
                    _requests.Enqueue(request);
                    await _respond(request, connection, _stopping.Token);
                    if (_closes)
                    {
                        return;
                    }
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client closed the connection, as some tests intend.
            }
        }
    }

    private async Task<RawRequest?> ReadAsync(Stream connection)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || !bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await connection.ReadAsync(one, _stopping.Token) == 0)
            {
                return null;
            }

            bytes.Add(one[0]);
        }

        var head = Encoding.Latin1.GetString([.. bytes]);
        var line = head.Split("\r\n")[0].Split(' ');
        var length = head.Split("\r\n").Where(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture)).SingleOrDefault();
        var body = new byte[_readsBodies ? length : 0];
        await connection.ReadExactlyAsync(body, _stopping.Token);
        return new RawRequest(line[0], line[1], head, Encoding.UTF8.GetString(body), Interlocked.Increment(ref _count));
    }
}
