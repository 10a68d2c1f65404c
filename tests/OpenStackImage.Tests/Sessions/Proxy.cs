using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenStackImage.Tests.Faults;

namespace OpenStackImage.Tests.Sessions;

/// <summary>A proxy that requires a password, and forwards every request to one cloud regardless of the host name.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    public const string Password = "pr0xy-Secret";

    private static readonly string Login = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Password}"));

    private readonly Uri _cloud;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly RawServer _server;

    /// <param name="cloud">Where Keystone is; https is passed on to the same port.</param>
    public Proxy(Uri cloud) => (_cloud, _server) = (cloud, RawServer.Writing(ForwardAsync));

    public Uri Uri => _server.Uri;

    /// <summary>Every request, also those without the password.</summary>
    public IReadOnlyList<RawRequest> Requests => _server.Requests;

    /// <summary>The hosts of the requests with the password.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>The address with a user and a password, as a variable has it.</summary>
    public string For(string password) => $"http://me:{password}@{Uri.Authority}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ForwardAsync(RawRequest request, Stream client, CancellationToken stopping)
    {
        if (!request.Head.Contains(Login, StringComparison.Ordinal))
        {
            await WriteAsync(
                client,
                RawServer.Reply(
                    "407 Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"proxy\"\r\nConnection: close\r\n"),
                stopping);
        }
        else if (request.Method == "CONNECT")
        {
            _asked.Enqueue(request.Target.Split(':')[0]);
            await WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n", stopping);
            await PassOnAsync(client, stopping);
        }
        else
        {
            _asked.Enqueue(new Uri(request.Target).Host);
            await WriteAsync(client, await AskAsync(new Uri(request.Target), request.Body, stopping), stopping);
        }
    }

    private async Task PassOnAsync(Stream client, CancellationToken stopping)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _cloud.Port, stopping);
        await Task.WhenAny(client.CopyToAsync(server.GetStream(), stopping), server.GetStream().CopyToAsync(client, stopping));
    }

    private async Task<string> AskAsync(Uri uri, string body, CancellationToken stopping)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(_cloud, uri.AbsolutePath), content, stopping);
        var token = response.Headers.GetValues("X-Subject-Token").Single();
        return RawServer.Reply(
            "201 CREATED", await response.Content.ReadAsStringAsync(stopping), $"X-Subject-Token: {token}\r\nConnection: close\r\n");
    }

    private static async Task WriteAsync(Stream client, string text, CancellationToken stopping)
        => await client.WriteAsync(Encoding.UTF8.GetBytes(text), stopping);
}
