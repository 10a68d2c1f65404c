using Flurl;

namespace OpenStackImage.Http;

/// <summary>Whether a request may be sent again when its fate is not known.</summary>
internal enum Repeat
{
    /// <summary>Doing it twice is the same as doing it once.</summary>
    Safe,

    /// <summary>Only if the service cannot have seen it.</summary>
    IfNothingWasSent,
}

/// <summary>One call to a service. The token is added when it is sent, so that a renewed one takes effect.</summary>
internal sealed class ServiceRequest
{
    private ServiceRequest(HttpMethod method, Url url, Repeat repeat)
    {
        Method = method;
        Url = url;
        Repeat = repeat;
    }

    public HttpMethod Method { get; }

    public Url Url { get; }

    public Repeat Repeat { get; }

    /// <summary>What becomes the JSON body; null for none.</summary>
    public object? Body { get; private init; }

    /// <summary>A header with a secret that only this request carries: the token to be revoked.</summary>
    public string? SubjectToken { get; private init; }

    /// <summary>True for the version documents, which services answer with 300.</summary>
    public bool ExpectsVersions { get; private init; }

    public static ServiceRequest Get(Url url) => new(HttpMethod.Get, url, Repeat.Safe);

    public static ServiceRequest GetVersions(Url url) => new(HttpMethod.Get, url, Repeat.Safe) { ExpectsVersions = true };

    public static ServiceRequest Post(Url url, object body, Repeat repeat) => new(HttpMethod.Post, url, repeat) { Body = body };

    public static ServiceRequest DeleteToken(Url url, string token) => new(HttpMethod.Delete, url, Repeat.Safe) { SubjectToken = token };
}
