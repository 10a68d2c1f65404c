using System.Net;
using System.Net.Sockets;

namespace OpenStackImage.Tests.Faults;

/// <summary>
/// An address that never responds to a connection attempt. No connection is accepted and the backlog is full, so that Linux drops further
/// SYN packets silently, as a firewall does (tcp_conn_request, sk_acceptq_is_full).
/// </summary>
internal sealed class BlackHole : IDisposable
{
    /// <summary>More connections than the queue of the socket holds.</summary>
    private const int Waiting = 8;

    private readonly Socket _listener = New();
    private readonly Socket[] _waiting;

    public BlackHole()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        var address = (IPEndPoint)_listener.LocalEndPoint!;
        Uri = new Uri($"http://127.0.0.1:{address.Port}/");
        _waiting = [.. Enumerable.Range(0, Waiting).Select(_ => New())];
        foreach (var socket in _waiting)
        {
            socket.Blocking = false;
            try
            {
                socket.Connect(address);
            }
            catch (SocketException begun) when (begun.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // The connection waits in the queue, as intended.
            }
        }
    }

    public Uri Uri { get; }

    public void Dispose()
    {
        Array.ForEach(_waiting, socket => socket.Dispose());
        _listener.Dispose();
    }

    private static Socket New() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
