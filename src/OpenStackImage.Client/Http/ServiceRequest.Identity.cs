using Flurl;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <content>Requests of sign-ins: to Keystone, and to the identity provider in front of it.</content>
internal sealed partial class ServiceRequest
{
    public static ServiceRequest GetVersions(Url url) => new(HttpMethod.Get, url) { ExpectsVersions = true, ClosesConnection = true };

    /// <summary>The POST of a sign-in. If it is sent twice, two tokens are issued, and one is used.</summary>
    public static ServiceRequest PostToken(Url url, JObject body, IReadOnlyList<string> secrets)
        => new(HttpMethod.Post, url) { Body = TextBody.Of(body), Secrets = secrets, ClosesConnection = true, IsSignIn = true };

    /// <summary>The POST of a sign-in with a token of an identity provider.</summary>
    public static ServiceRequest PostBearer(Url url, string accessToken) => new(HttpMethod.Post, url)
    {
        Body = new TextBody("", TextBody.Json),
        Headers = [(HeaderNames.Authorization, HeaderNames.BearerScheme + accessToken)],
        Secrets = [accessToken],
        ClosesConnection = true,
        IsSignIn = true,
    };

    /// <summary>The POST of a form to an identity provider.</summary>
    public static ServiceRequest PostForm(
        Url url, IEnumerable<KeyValuePair<string, string>> fields, string? authorization, IReadOnlyList<string> secrets)
        => new(HttpMethod.Post, url)
        {
            Body = TextBody.OfForm(fields),
            Headers = authorization is null ? [] : [(HeaderNames.Authorization, authorization)],
            Secrets = secrets,
            ClosesConnection = true,
            IsSignIn = true,
        };

    /// <summary>The GET of a document of an identity provider.</summary>
    public static ServiceRequest GetDocument(Url url) => new(HttpMethod.Get, url) { ClosesConnection = true };

    /// <summary>The GET that validates a token.</summary>
    public static ServiceRequest GetToken(Url url, string token)
        => new(HttpMethod.Get, url) { Headers = [(HeaderNames.SubjectToken, token)], Secrets = [token], ClosesConnection = true };

    /// <summary>The DELETE that revokes a token.</summary>
    public static ServiceRequest DeleteToken(Url url, string token)
        => new(HttpMethod.Delete, url) { Headers = [(HeaderNames.SubjectToken, token)], Secrets = [token], ClosesConnection = true };
}
