using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenStackImage.LocalCloud.Tests;

/// <summary>HTTP without a client that normalizes targets or adds headers: the text is sent unchanged.</summary>
internal static class RawHttp
{
    public static async Task<RawResponse> SendAsync(
        Uri server, string method, string target, IEnumerable<(string Name, string Value)>? headers = null, byte[]? body = null)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = connection.GetStream();
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n");
        foreach (var (name, value) in headers ?? [])
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        // The request is sent with one write, because a second write would fail if the server closes the connection after the head.
        await stream.WriteAsync((byte[])[.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body ?? []]);
        using MemoryStream received = new();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
        {
            // The server closed the connection. The bytes that arrived before are used.
        }

        return RawResponse.Parse(received.ToArray());
    }
}

internal sealed record RawResponse(int Status, string Reason, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>True if fewer bytes arrived than the Content-Length header specifies.</summary>
    public bool IsShort
        => Headers.TryGetValue("content-length", out var length) && int.Parse(length, CultureInfo.InvariantCulture) > Body.Length;

    public static RawResponse Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return new(0, "", new Dictionary<string, string>(), []);
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var status = lines[0].Split(' ', 3);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return new(int.Parse(status[1], CultureInfo.InvariantCulture), status[2], headers, bytes[(end + 4)..]);
    }
}
