using System.Net;
using System.Net.Sockets;

namespace OpenStackImage.Tests.Documentation;

/// <summary>An SMTP server on loopback that receives one mail (RFC 5321).</summary>
internal sealed class MailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailServer()
    {
        _listener.Start();
        Mail = ReceiveAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The lines of the mail, once it has arrived.</summary>
    public Task<IReadOnlyList<string>> Mail { get; }

    public void Dispose() => _listener.Dispose();

    private async Task<IReadOnlyList<string>> ReceiveAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        var mail = new List<string>();
        while (await reader.ReadLineAsync() is { } command)
        {
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go ahead");
                while (await reader.ReadLineAsync() is { } line && line != ".")
                {
                    mail.Add(line);
                }
            }

            await writer.WriteLineAsync(command == "QUIT" ? "221 bye" : "250 OK");
            if (command == "QUIT")
            {
                break;
            }
        }

        return mail;
    }
}
