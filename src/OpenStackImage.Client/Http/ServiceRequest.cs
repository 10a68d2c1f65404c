using Flurl;

namespace OpenStackImage.Http;

/// <summary>One call to a service. The token is added when it is sent, so that a renewed one takes effect.</summary>
internal sealed class ServiceRequest
{
    private ServiceRequest(HttpMethod method, Url url)
    {
        Method = method;
        Url = url;
    }

    public HttpMethod Method { get; }

    public Url Url { get; }

    /// <summary>What becomes the JSON body; null for none.</summary>
    public object? Body { get; private init; }

    /// <summary>The media type of the body.</summary>
    public string BodyType { get; private init; } = "application/json";

    /// <summary>
    /// Looks whether a try whose answer was lost has been done after all: its answer, or null. Requests without it do the same however often they
    /// are sent.
    /// </summary>
    public Func<CancellationToken, Task<ServiceResponse?>>? Look { get; private init; }

    /// <summary>A header with a secret that only this request carries: the token to be revoked.</summary>
    public string? SubjectToken { get; private init; }

    /// <summary>
    /// True to open a connection for the request that is not used again. Keystone under uwsgi closes each connection after its answer without saying
    /// so; a request that follows at once would be sent into a dead one.
    /// </summary>
    public bool ClosesConnection { get; private init; }

    /// <summary>True for the version documents, which services answer with 300.</summary>
    public bool ExpectsVersions { get; private init; }

    public static ServiceRequest Get(Url url) => new(HttpMethod.Get, url);

    public static ServiceRequest GetVersions(Url url) => new(HttpMethod.Get, url) { ExpectsVersions = true, ClosesConnection = true };

    /// <summary>The POST of a sign-in. Doing it twice issues two tokens, of which one is used.</summary>
    public static ServiceRequest PostToken(Url url, object body) => new(HttpMethod.Post, url) { Body = body, ClosesConnection = true };

    /// <summary>A POST that would do something twice; <paramref name="look"/> tells whether it was done.</summary>
    public static ServiceRequest PostOnce(Url url, object body, Func<CancellationToken, Task<ServiceResponse?>> look)
        => new(HttpMethod.Post, url) { Body = body, Look = look };

    public static ServiceRequest Put(Url url, object body) => new(HttpMethod.Put, url) { Body = body };

    /// <summary>A JSON patch that sets values, so that doing it twice is the same as once.</summary>
    public static ServiceRequest Patch(Url url, object operations, string bodyType)
        => new(new HttpMethod("PATCH"), url) { Body = operations, BodyType = bodyType };

    public static ServiceRequest Delete(Url url) => new(HttpMethod.Delete, url);

    public static ServiceRequest DeleteToken(Url url, string token) => new(HttpMethod.Delete, url) { SubjectToken = token, ClosesConnection = true };
}
