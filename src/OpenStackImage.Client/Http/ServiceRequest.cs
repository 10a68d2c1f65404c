using Flurl;

namespace OpenStackImage.Http;

/// <summary>One call to a service. The token is added when it is sent, so that a renewed one takes effect.</summary>
internal sealed class ServiceRequest
{
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

    /// <summary>Where it goes, for the next try.</summary>
    public Url Url => _url();

    /// <summary>What becomes the JSON body, or a text that is the body itself; null for none.</summary>
    public object? Body { get; private init; }

    /// <summary>The media type of the body.</summary>
    public string BodyType { get; private init; } = "application/json";

    /// <summary>
    /// Looks whether a try whose answer was lost, or was 500, has been done after all: its answer, or null.
    /// </summary>
    public Func<CancellationToken, Task<ServiceResponse?>>? Look { get; private init; }

    /// <summary>True for what would be done twice if it were sent twice; <see cref="Look"/> then goes before each further try.</summary>
    public bool LooksFirst { get; private init; }

    /// <summary>A header with a secret that only this request carries: the token to be revoked.</summary>
    public string? SubjectToken { get; private init; }

    /// <summary>The Authorization header of a request to or about an identity provider; null for none.</summary>
    public string? Authorization { get; private init; }

    /// <summary>What of the body and the Authorization header nobody may see, should the other side repeat it.</summary>
    public IReadOnlyList<string> Secrets { get; private init; } = [];

    /// <summary>A header that only this request carries; null for none.</summary>
    public (string Name, string Value)? Header { get; private init; }

    /// <summary>
    /// True to open a connection for the request that is not used again. Keystone under uwsgi closes each connection after its answer without saying
    /// so; a request that follows at once would be sent into a dead one.
    /// </summary>
    public bool ClosesConnection { get; private init; }

    /// <summary>What is sent as the body while it is read; null for none, or for JSON.</summary>
    public IRequestData? Data { get; private init; }

    /// <summary>Takes the body of a success while it comes; null to have it read whole.</summary>
    public Func<ResponseData, CancellationToken, Task>? Receive { get; private init; }

    /// <summary>True where the time limit is that of the whole body: a list is read at the pace of the network, whoever reads it.</summary>
    public bool EndsInTime { get; private init; }

    /// <summary>The first byte of the whole that is wanted, for the next try.</summary>
    public Func<long> From { get; private init; } = () => 0;

    /// <summary>False where its body was begun and cannot be read again.</summary>
    public bool CanReplay => Data?.CanReplay ?? true;

    /// <summary>True for the version documents, which services answer with 300.</summary>
    public bool ExpectsVersions { get; private init; }

    public static ServiceRequest Get(Url url) => new(HttpMethod.Get, url);

    /// <summary>A GET whose body is taken while it comes.</summary>
    /// <param name="url">Where to; a try after one that broke off in the middle may go on elsewhere.</param>
    /// <param name="receive">Takes the body.</param>
    public static ServiceRequest GetList(Func<Url> url, Func<ResponseData, CancellationToken, Task> receive)
        => new(HttpMethod.Get, url) { Receive = receive, EndsInTime = true };

    /// <summary>A GET of data.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="from">The first byte that is wanted; a try after one that broke off in the middle goes on behind what is there.</param>
    /// <param name="receive">Takes the body.</param>
    public static ServiceRequest GetData(Url url, Func<long> from, Func<ResponseData, CancellationToken, Task> receive)
        => new(HttpMethod.Get, url) { From = from, Receive = receive };

    /// <summary>
    /// A PUT of data. After a try that failed <paramref name="look"/> tells whether it was done all the same, or throws where sending it again would do harm.
    /// </summary>
    public static ServiceRequest PutData(Url url, IRequestData data, Func<CancellationToken, Task<ServiceResponse?>> look)
        => new(HttpMethod.Put, url) { Data = data, Look = look, LooksFirst = true };

    public static ServiceRequest GetVersions(Url url) => new(HttpMethod.Get, url) { ExpectsVersions = true, ClosesConnection = true };

    /// <summary>The POST of a sign-in. Doing it twice issues two tokens, of which one is used.</summary>
    public static ServiceRequest PostToken(Url url, object body, IReadOnlyList<string> secrets) => new(HttpMethod.Post, url) { Body = body, Secrets = secrets, ClosesConnection = true };

    /// <summary>The POST of a sign-in with a token of an identity provider.</summary>
    public static ServiceRequest PostBearer(Url url, string accessToken) => new(HttpMethod.Post, url)
    {
        Body = "",
        Authorization = "Bearer " + accessToken,
        Secrets = [accessToken],
        ClosesConnection = true,
    };

    /// <summary>A form, as identity providers take it.</summary>
    public static ServiceRequest PostForm(Url url, IEnumerable<KeyValuePair<string, string>> fields, string? authorization, IReadOnlyList<string> secrets) => new(HttpMethod.Post, url)
    {
        Secrets = secrets,
        Body = string.Join("&", fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")),
        BodyType = "application/x-www-form-urlencoded",
        Authorization = authorization,
        ClosesConnection = true,
    };

    /// <summary>A document of an identity provider.</summary>
    public static ServiceRequest GetDocument(Url url) => new(HttpMethod.Get, url) { ClosesConnection = true };

    /// <summary>A POST that would do something twice; <paramref name="look"/> tells whether it was done.</summary>
    public static ServiceRequest PostNonIdempotent(Url url, object? body, Func<CancellationToken, Task<ServiceResponse?>> look)
        => new(HttpMethod.Post, url) { Body = body, Look = look, LooksFirst = true };

    /// <summary>A POST of an action that leaves things alike, however often it is sent.</summary>
    public static ServiceRequest Post(Url url) => new(HttpMethod.Post, url);

    /// <summary>A PUT of a whole value; <paramref name="look"/> tells after a 500 whether it was done.</summary>
    public static ServiceRequest Put(Url url, object body, Func<CancellationToken, Task<ServiceResponse?>>? look = null)
        => new(HttpMethod.Put, url) { Body = body, Look = look };

    /// <summary>A JSON patch that sets values, so that doing it twice is the same as once; <paramref name="look"/> tells after a 500 whether it was done.</summary>
    public static ServiceRequest Patch(Url url, object operations, string bodyType, Func<CancellationToken, Task<ServiceResponse?>>? look = null)
        => new(new HttpMethod("PATCH"), url) { Body = operations, BodyType = bodyType, Look = look };

    /// <summary>A PUT that says all by its address.</summary>
    public static ServiceRequest PutNothing(Url url) => new(HttpMethod.Put, url);

    /// <summary>A DELETE; <paramref name="look"/> tells after a 500 whether it was done.</summary>
    public static ServiceRequest Delete(Url url, Func<CancellationToken, Task<ServiceResponse?>>? look = null) => new(HttpMethod.Delete, url) { Look = look };

    /// <summary>A DELETE that a header narrows down.</summary>
    public static ServiceRequest Delete(Url url, (string Name, string Value) header) => new(HttpMethod.Delete, url) { Header = header };

    public static ServiceRequest DeleteToken(Url url, string token) => new(HttpMethod.Delete, url) { SubjectToken = token, ClosesConnection = true };
}
