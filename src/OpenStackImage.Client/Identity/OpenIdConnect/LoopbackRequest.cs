using System.Net.Sockets;
using System.Text;
using Flurl;

namespace OpenStackImage.Identity.OpenIdConnect;

/// <summary>A request that a browser sends to this computer.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Origin">The origin of the page that sent it; null if the browser does not send it.</param>
/// <param name="Body">The body; empty if there is none.</param>
internal sealed record LoopbackRequest(string Method, string Target, string? Origin, string Body)
{
    private const int MaxBytes = 64 * 1024;
    private const string EndOfHead = "\r\n\r\n";

    /// <summary>The parameters of the query of a GET, or of the form of a POST.</summary>
    public QueryParamCollection Parameters
        => Url.ParseQueryParams(Method == "POST" ? Body : Target.Contains("?") ? Target.Substring(Target.IndexOf('?') + 1) : "");

    /// <summary>The path without the query.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>Returns the text without the secret.</summary>
    public override string ToString() => $"{Method} {Path}";

    /// <summary>Reads a request; null if it is not complete, or too long.</summary>
    public static async Task<LoopbackRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        var length = 0;
        int read;
        while (length < buffer.Length
            && (read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
            if (Parse(Encoding.ASCII.GetString(buffer, 0, length)) is { } request)
            {
                return request;
            }
        }

        return null;
    }

    private static LoopbackRequest? Parse(string text)
    {
        var end = text.IndexOf(EndOfHead, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var lines = text.Substring(0, end).Split(["\r\n"], StringSplitOptions.None);
        var start = lines[0].Split(' ');
        var hasLength = int.TryParse(Header(lines, "Content-Length"), out var length);
        var body = text.Substring(end + EndOfHead.Length);
        return hasLength && body.Length < length
            ? null
            : new LoopbackRequest(start[0], start.ElementAtOrDefault(1) ?? "", Header(lines, "Origin"), body);
    }

    private static string? Header(string[] lines, string name)
        => lines.Skip(1)
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            ?.Substring(name.Length + 1).Trim();
}
