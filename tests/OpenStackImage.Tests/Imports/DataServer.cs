using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.Tests.Imports;

/// <summary>
/// Serves data on loopback for web-download at /data. /missing returns 404, and /never gets no response.
/// </summary>
internal sealed class DataServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _data;

    public DataServer(byte[] data)
    {
        _data = data;
        _listener.Start();
        _ = ServeAsync();
    }

    public string Data => $"{Origin}/data";

    public string Missing => $"{Origin}/missing";

    public string Never => $"{Origin}/never";

    /// <summary>Completes at the first request.</summary>
    public Task Asked => _asked.Task;

    private string Origin => $"http://{_listener.LocalEndpoint}";

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = RespondAsync(await _listener.AcceptTcpClientAsync(_over.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task RespondAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_over.Token))?.Split(' ')[1];
            while (await reader.ReadLineAsync(_over.Token) is { Length: > 0 })
            {
            }

            _asked.TrySetResult();
            if (path == "/never")
            {
                await Task.Delay(Timeout.Infinite, _over.Token);
            }

            var body = path == "/data" ? _data : [];
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {(path == "/data" ? "200 OK" : "404 Not Found")}\r\nContent-Length: {body.Length}\r\nConnection: "
                        + "close\r\n\r\n"));
            await stream.WriteAsync(body);
        }
        catch (Exception left) when (left is IOException or OperationCanceledException)
        {
            // The client has closed the connection, or the test is over.
        }
    }
}
