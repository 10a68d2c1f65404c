using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace OpenStackImage.Http;

/// <summary>
/// Removes secrets from text that is shown: the headers of -Debug, and the messages of services, which may repeat the request.
/// </summary>
internal static class Redaction
{
    private const string Hidden = "(The message of the service repeats a secret of the request, and is not shown.)";
    private const string TokenPlaceholder = "(the token)";

    /// <summary>
    /// Returns the message of a service, bounded and without secrets. A page for developers may repeat the headers and the body of the
    /// request.
    /// </summary>
    public static string Sentence(ServiceCall call, string contentType, string body, int statusCode, string reason)
    {
        var token = call.Header?.Value ?? "";
        var shown = token.Length == 0 ? body : body.Replace(token, TokenPlaceholder);
        var sentence = ServerMessage.Read(contentType, shown, statusCode, reason);
        IEnumerable<string> secrets = token.Length == 0 ? call.Request.Secrets : [token, .. call.Request.Secrets];
        return secrets.Any(secret => SecretSpelling.IsIn(sentence, secret) || SecretSpelling.IsIn(shown, secret))
            ? Hidden
            : ServerMessage.Shorten(sentence);
    }

    /// <summary>Shows the headers of a request and its response to an observer that wants them.</summary>
    public static void Describe(ServiceCall call, HttpResponseMessage response)
    {
        if (call.Observer is not { WantsDetail: true } observer || response.RequestMessage is not { } request)
        {
            return;
        }

        var text = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri).AppendLine();
        Append(text, "> ", request.Headers, call);
        Append(text, "> ", request.Content?.Headers, call);
        text.Append("< ").Append((int)response.StatusCode).Append(' ').AppendLine(response.ReasonPhrase);
        Append(text, "< ", response.Headers, call);
        Append(text, "< ", response.Content?.Headers, call);
        observer.Detail(text.ToString().TrimEnd());
    }

    private static void Append(StringBuilder text, string mark, HttpHeaders? headers, ServiceCall call)
    {
        foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            var value = string.Join(", ", header.Value);
            var isSecret = HeaderNames.Secret.Contains(header.Key)
                || call.Request.Secrets.Append(call.Header?.Value ?? "").Any(secret => SecretSpelling.IsIn(value, secret));
            text.Append(mark).Append(header.Key).Append(": ").AppendLine(isSecret ? Digest(value) : value);
        }
    }

    /// <summary>The SHA-256, as the openstack client writes it, so that two secrets can still be distinguished.</summary>
    private static string Digest(string secret)
    {
        using var sha256 = SHA256.Create();
        return "{SHA256}" + BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(secret))).Replace("-", "").ToLowerInvariant();
    }
}
