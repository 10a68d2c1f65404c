using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;

/// <summary>A Keystone, a Glance and an identity provider on loopback that put escape sequences into every text.</summary>
public sealed class HostileCloud : IDisposable
{
    public const string ImageId = "beabba40-9f35-4ecc-9eb3-f7fd195bc46d";
    private const string OtherId = "beabba40-9f35-4ecc-9eb3-f7fd195bc46e";
    public const string ProjectId = "f5fe2b0546c44415b7748dc61e08c911";

    // Sets the title of the window, colors the text, clears the line; the one-byte form of ESC [; marks and overrides of the direction.
    private const string Evil = "x\u001b]0;OWNED\u0007\u001b[41;5mOWNED\u001b[2K\u009b41m\r\n\u202eOWNED\u2066\u200f\u061c";

    private const int DataLength = 6_000_000;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _polls;

    public HostileCloud()
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Address { get; }

    public void Dispose() => _listener.Stop();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptTcpClient();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    var next = stream.ReadByte();
                    if (next < 0)
                    {
                        return;
                    }

                    head.Append((char)next);
                }

                var lines = head.ToString().Split("\r\n");
                foreach (var line in lines)
                {
                    if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        stream.ReadExactly(new byte[int.Parse(line.Split(':')[1])]);
                    }
                }

                var target = lines[0].Split(' ');
                Respond(stream, target[0], target[1].Split('?')[0]);
            }
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    private void Respond(Stream stream, string method, string path)
    {
        if (path.EndsWith("/file", StringComparison.Ordinal))
        {
            SendSlowly(stream);
            return;
        }

        var (status, body) = (method, path) switch
        {
            ("POST", "/v3/auth/tokens") => (201, Token()),
            ("DELETE", "/v3/auth/tokens") => (204, null),
            ("GET", "/.well-known/openid-configuration") => (200, new JsonObject
            {
                ["token_endpoint"] = Address + "/token",
                ["device_authorization_endpoint"] = Address + "/device",
                ["authorization_endpoint"] = Address + "/authorize?" + Evil,
            }),
            ("POST", "/device") => (200, new JsonObject
            {
                ["device_code"] = "code", ["user_code"] = Evil, ["verification_uri"] = Address + "/" + Evil, ["interval"] = 0,
            }),
            ("POST", "/token") => (400, new JsonObject
            {
                ["error"] = Interlocked.Increment(ref _polls) < 2 ? "authorization_pending" : "access_denied", ["error_description"] = Evil,
            }),
            ("GET", "/v2/images") => (200, new JsonObject { ["images"] = new JsonArray(Image(), Image(OtherId)) }),
            ("GET", "/v2/images/" + ImageId) => (200, Image()),
            ("GET", "/v2/images/" + ImageId + "/members") => (200, new JsonObject { ["members"] = new JsonArray(new JsonObject
            {
                ["image_id"] = ImageId, ["member_id"] = Evil, ["status"] = Evil,
            }) }),
            ("GET", "/v2/images/" + ImageId + "/tasks") => (200, new JsonObject { ["tasks"] = Tasks() }),
            ("POST", "/v2/images/" + ImageId + "/import") => (202, (JsonObject)null),
            ("DELETE", "/v2/images/" + ImageId) => (409, new JsonObject { ["message"] = "In use: " + Evil }),
            ("GET", "/v2/info/stores") => (200, new JsonObject
            {
                ["stores"] = new JsonArray(new JsonObject { ["id"] = "s", ["description"] = Evil }),
            }),
            ("GET", "/v2/metadefs/namespaces") => (200, new JsonObject { ["namespaces"] = new JsonArray(new JsonObject
            {
                ["namespace"] = Evil, ["display_name"] = Evil, ["visibility"] = "public",
            }) }),
            ("GET", "/v2/schemas/image") => (200, new JsonObject
            {
                ["properties"] = new JsonObject { [Evil] = new JsonObject { ["type"] = Evil, ["description"] = Evil } },
            }),
            _ => (404, new JsonObject { ["message"] = "Nothing here: " + Evil }),
        };

        Send(stream, status, body?.ToJsonString() ?? "");
    }

    private static JsonObject Image(string id = ImageId) => new()
    {
        ["id"] = id, ["name"] = Evil, ["status"] = "active", ["visibility"] = "shared", ["owner"] = ProjectId, ["size"] = DataLength,
        ["disk_format"] = "raw", ["container_format"] = "bare", ["os_hash_algo"] = Evil, ["os_hash_value"] = Evil,
        ["tags"] = new JsonArray(Evil), ["os_distro"] = Evil,
    };

    private JsonArray Tasks() => new(new JsonObject
    {
        ["id"] = "22222222-2222-4222-8222-222222222222", ["type"] = Evil, ["image_id"] = ImageId, ["message"] = Evil, ["request_id"] = Evil,
        ["status"] = Interlocked.Increment(ref _polls) % 4 == 0 ? "failure" : "processing",
    });

    private static JsonObject Domain() => new() { ["id"] = "default", ["name"] = Evil };

    private JsonObject Token() => new()
    {
        ["token"] = new JsonObject
        {
            ["issued_at"] = "2026-01-01T00:00:00Z", ["expires_at"] = "2026-01-01T10:00:00Z",
            ["user"] = new JsonObject { ["id"] = "u", ["name"] = Evil, ["domain"] = Domain() },
            ["project"] = new JsonObject { ["id"] = ProjectId, ["name"] = Evil, ["domain"] = Domain() },
            ["roles"] = new JsonArray(new JsonObject { ["name"] = Evil }),
            ["catalog"] = new JsonArray(new JsonObject
            {
                ["type"] = "image", ["name"] = Evil, ["endpoints"] = new JsonArray(new JsonObject
                {
                    ["interface"] = "public", ["region"] = Evil, ["url"] = Address,
                }),
            }),
        },
    };

    private static void Send(Stream stream, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} \u001b[41;5mOWNED\r\nContent-Type: application/json\r\nX-Subject-Token: t0ken\r\n"
            + "X-Openstack-Request-Id: req-\u001b[41;5mOWNED\u001b]0;OWNED\u0007\r\nX-More: \u001b[41;5mOWNED\r\n"
            + $"Connection: close\r\nContent-Length: {bytes.Length}\r\n\r\n";
        stream.Write(Encoding.UTF8.GetBytes(head));
        stream.Write(bytes);
    }

    /// <summary>Takes so long that the progress is shown.</summary>
    private static void SendSlowly(Stream stream)
    {
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {DataLength}\r\n\r\n"));
        for (var chunk = 0; chunk < 6; chunk++)
        {
            stream.Write(new byte[DataLength / 6]);
            Thread.Sleep(400);
        }
    }
}
