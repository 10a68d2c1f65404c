using Flurl;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>A request to a service. The authentication header is added when it is sent, so that a renewed token takes effect.</summary>
internal sealed partial class ServiceRequest
{
    public static readonly HttpMethod PatchMethod = new("PATCH");

    private readonly Func<Url> _url;

    private ServiceRequest(HttpMethod method, Url url) : this(method, () => url)
    {
    }

    private ServiceRequest(HttpMethod method, Func<Url> url)
    {
        Method = method;
        _url = url;
    }

    public HttpMethod Method { get; }

    /// <summary>The URL of the next attempt.</summary>
    public Url Url => _url();

    /// <summary>The body; null for none.</summary>
    public RequestBody? Body { get; private init; }

    public RetryBehavior Retry { get; private init; } = RetryBehavior.Repeatable;

    /// <summary>Headers that only this request has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The secrets in the body and in <see cref="Headers"/>, which must not be shown if the service repeats them.</summary>
    public IReadOnlyList<string> Secrets { get; private init; } = [];

    /// <summary>
    /// True to open a connection for the request that is not used again. Keystone under uwsgi closes each connection after its response
    /// without notice. An immediately following request would be sent on a closed connection.
    /// </summary>
    public bool ClosesConnection { get; private init; }

    /// <summary>True for requests that send a credential.</summary>
    public bool IsSignIn { get; private init; }

    /// <summary>True if the request can be repeated immediately after it was sent on a connection that the server had closed.</summary>
    public bool CanRepeatAtOnce => CanReplay && !Retry.VerifiesFirst;

    /// <summary>Reads the body of a successful response while it arrives; null to read the complete body first.</summary>
    public Func<ResponseData, CancellationToken, Task>? Receive { get; private init; }

    /// <summary>True if the time-out is that of the whole body: a list is read at the speed of the network.</summary>
    public bool LimitsWholeBody { get; private init; }

    /// <summary>The first byte that the next attempt requests.</summary>
    public Func<long> From { get; private init; } = () => 0;

    /// <summary>
    /// True if data arrived before the connection failed: the download continues, which does not count as another attempt.
    /// </summary>
    public Func<bool> HasAdvanced { get; private init; } = () => false;

    /// <summary>True for version documents, which services send with status 300.</summary>
    public bool ExpectsVersions { get; private init; }

    /// <summary>False if its body was partly sent and cannot be read again.</summary>
    public bool CanReplay => Body?.CanReplay ?? true;

    public static ServiceRequest Get(Url url) => new(HttpMethod.Get, url);

    /// <summary>A POST that must not take effect twice.</summary>
    public static ServiceRequest PostNonIdempotent(Url url, JObject? body, Verification verification)
        => new(HttpMethod.Post, url) { Body = BodyOf(body), Retry = RetryBehavior.VerifiedBeforeRepeat(verification) };

    /// <summary>A POST of an action that can be repeated.</summary>
    public static ServiceRequest Post(Url url, Verification? verification = null)
        => new(HttpMethod.Post, url) { Retry = RetryBehavior.RepeatableAndVerified(verification) };

    /// <summary>A PUT of a whole value.</summary>
    public static ServiceRequest Put(Url url, JObject? body, Verification? verification = null)
        => new(HttpMethod.Put, url) { Body = BodyOf(body), Retry = RetryBehavior.RepeatableAndVerified(verification) };

    /// <summary>A JSON patch that sets values, so that a repetition has no further effect.</summary>
    public static ServiceRequest Patch(Url url, JArray operations, string mediaType, Verification? verification = null)
        => new(PatchMethod, url) { Body = TextBody.Of(operations, mediaType), Retry = RetryBehavior.RepeatableAndVerified(verification) };

    /// <summary>A DELETE.</summary>
    public static ServiceRequest Delete(Url url, Verification? verification = null)
        => new(HttpMethod.Delete, url) { Retry = RetryBehavior.RepeatableAndVerified(verification) };

    /// <summary>A DELETE of a part that a header names.</summary>
    public static ServiceRequest Delete(Url url, Verification verification, (string Name, string Value) header)
        => new(HttpMethod.Delete, url) { Headers = [header], Retry = RetryBehavior.RepeatableAndVerified(verification) };

    private static TextBody? BodyOf(JObject? json) => json is null ? null : TextBody.Of(json);
}
