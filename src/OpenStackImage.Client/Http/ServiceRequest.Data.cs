using Flurl;

namespace OpenStackImage.Http;

/// <content>Requests whose body is sent, or whose response is read, in chunks.</content>
internal sealed partial class ServiceRequest
{
    /// <summary>A GET of a list.</summary>
    /// <param name="url">The URL; an attempt after an interrupted one may use another URL.</param>
    /// <param name="receive">Reads the body.</param>
    public static ServiceRequest GetList(Func<Url> url, Func<ResponseData, CancellationToken, Task> receive)
        => new(HttpMethod.Get, url) { Receive = receive, LimitsWholeBody = true };

    /// <summary>A GET of data.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="from">The first requested byte. An attempt after an interrupted one continues after the bytes that arrived.</param>
    /// <param name="receive">Reads the body.</param>
    /// <param name="hasAdvanced">True once more bytes arrived than at any time before: the caller then continues.</param>
    public static ServiceRequest GetData(
        Url url, Func<long> from, Func<ResponseData, CancellationToken, Task> receive, Func<bool> hasAdvanced)
        => new(HttpMethod.Get, url) { From = from, Receive = receive, HasAdvanced = hasAdvanced };

    /// <summary>A PUT of data.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="data">The data.</param>
    /// <param name="verification">Finds out after a failed attempt whether the data was stored.</param>
    /// <param name="headers">Headers that describe the data.</param>
    public static ServiceRequest PutData(
        Url url, IRequestData data, Verification verification, IReadOnlyList<(string Name, string Value)> headers)
        => new(HttpMethod.Put, url)
        {
            Body = new DataBody(data),
            Retry = RetryBehavior.VerifiedBeforeRepeat(verification),
            Headers = headers,
        };

    /// <summary>
    /// A GET request for the first byte of data, which is not read. It only shows whether the service refuses the request.
    /// </summary>
    public static ServiceRequest ProbeData(Url url)
        => new(HttpMethod.Get, url) { Headers = [(HeaderNames.Range, "bytes=0-0")], Receive = (_, _) => Task.CompletedTask };
}
