#if NET
using System.Globalization;
using System.Text.RegularExpressions;
#else
using System.Net;
#endif

namespace OpenStackImage.Http;

/// <summary>The response of a proxy that refuses a tunnel (CONNECT) to an https address.</summary>
internal static class ProxyError
{
#if NET
    private static readonly Regex Status = new("'([1-5][0-9]{2})'", RegexOptions.RightToLeft, TimeSpan.FromSeconds(1));

    /// <summary>Its HTTP status, which .NET 8 reports in the message only; null if <paramref name="failure"/> is another one.</summary>
    public static int? StatusOf(Exception? failure)
        => failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
            && Status.Match(failure.Message) is { Success: true } status
            ? int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
#else
    /// <summary>Its HTTP status; null if <paramref name="failure"/> is another one.</summary>
    public static int? StatusOf(Exception? failure)
        => failure is WebException { Status: WebExceptionStatus.ProtocolError, Response: HttpWebResponse response }
            ? (int)response.StatusCode
            : null;
#endif
}
