using System.Globalization;
using Flurl.Http;

namespace OpenStackImage.Http;

/// <summary>Builds the HTTP request of one attempt.</summary>
internal static class RequestBuilder
{
    private static readonly string UserAgent = "OpenStackImage/" + typeof(Transport).Assembly.GetName().Version!.ToString(3);

    /// <summary>Returns the URL of a request.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be part of a URL.</exception>
    public static Uri UrlOf(ServiceRequest request)
    {
        try
        {
            var url = request.Url;
            var text = url.ToString();

            // Half a surrogate pair would arrive as another character, and another image might have that name.
            return text.IndexOf('?') < 0 || url.QueryParams.All(parameter => QueryString.IsWellFormed(parameter.Value as string))
                ? new Uri(text)
                : throw new UriFormatException("it contains half a surrogate pair");
        }
        catch (UriFormatException exception)
        {
            throw new InvalidRequestException(
                $"A value cannot be sent to {RedirectPolicy.Origin(new Uri(request.Url.Root))}: {exception.Message}.");
        }
    }

    /// <summary>
    /// Returns the content of one attempt. If the connection ends without a response, .NET itself sends a request without content up to
    /// four times, in addition to the attempts of the retry policy; an empty content prevents that. Keystone's GETs are left to .NET: under
    /// uwsgi its kept connections are usually closed.
    /// </summary>
    public static HttpContent? ContentOf(ServiceCall call, IdleTimeout timeout)
    {
        if (call.Request.Body is { } body)
        {
            return body.ToContent(timeout);
        }

#if NET
        return call.Service == ServiceTypes.Identity ? null : new ByteArrayContent([]);
#else
        return null;
#endif
    }

    /// <summary>Returns the request with its headers.</summary>
    /// <param name="call">The call.</param>
    /// <param name="uri">Its URL, or the one that a redirect leads to.</param>
    /// <param name="content">Its content.</param>
    /// <param name="closesConnection">True to ask the server to close the connection after the response.</param>
    /// <exception cref="InvalidRequestException">A value cannot be part of a header.</exception>
    public static FlurlRequest Build(ServiceCall call, Uri uri, HttpContent? content, bool closesConnection)
    {
        var request = new FlurlRequest(uri.AbsoluteUri) { Verb = call.Request.Method, Content = content };
        foreach (var (name, value) in HeadersOf(call, closesConnection))
        {
            request.WithHeader(name, HeaderNames.RequireValue(name, value));
        }

        return request;
    }

    private static IEnumerable<(string Name, string Value)> HeadersOf(ServiceCall call, bool closesConnection)
    {
        var request = call.Request;
        yield return (HeaderNames.UserAgent, UserAgent);
        yield return (HeaderNames.Accept, TextBody.Json);
        foreach (var header in AuthHeadersOf(call))
        {
            yield return header;
        }

        if (closesConnection)
        {
            yield return (HeaderNames.Connection, HeaderNames.Close);
        }

        if (request.From() is > 0 and var from)
        {
            yield return (HeaderNames.Range, string.Format(CultureInfo.InvariantCulture, "bytes={0}-", from));
        }

        foreach (var header in BodyHeadersOf(call).Concat(request.Headers))
        {
            yield return header;
        }
    }

    private static IEnumerable<(string Name, string Value)> AuthHeadersOf(ServiceCall call)
    {
        if (call.Header is not null)
        {
            yield return (call.Header.Name, call.Header.Value);
            if (call.Header.AlsoAsBearer)
            {
                yield return (HeaderNames.Authorization, HeaderNames.BearerScheme + call.Header.Value);
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> BodyHeadersOf(ServiceCall call)
    {
        if (call.Request.Body is DataBody data)
        {
            if (!call.OmitsExpect)
            {
                // A service can refuse the data before it is sent.
                yield return (HeaderNames.Expect, HeaderNames.Continue);
            }

            if (data.IsChunked)
            {
                // .NET Framework would otherwise collect all of it to know its length.
                yield return (HeaderNames.TransferEncoding, HeaderNames.Chunked);
            }
        }
    }
}
