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
    private const string HiddenPart = "(a secret)";
    private const string TokenPlaceholder = "(the token)";

    /// <summary>
    /// Returns the message of a service, limited in length and without secrets. A page for developers may repeat the headers and the body
    /// of the request.
    /// </summary>
    public static string Sentence(ServiceCall call, string contentType, string body, int statusCode, string reason)
    {
        var token = call.Header?.Value ?? "";
        var shown = token.Length == 0 ? body : body.Replace(token, TokenPlaceholder);
        var sentence = ServerMessage.Read(contentType, shown, statusCode, reason);
        return Repeats(call, sentence) || Repeats(call, shown) ? Hidden : ServerMessage.Shorten(sentence);
    }

    /// <summary>
    /// Returns a text that a server chose, such as a reason phrase or a request ID, encoded for a terminal and limited in length; a
    /// placeholder if it repeats a secret of the request.
    /// </summary>
    public static string Text(ServiceCall call, string text)
        => Repeats(call, text) ? HiddenPart : ServerMessage.Shorten(TerminalText.Of(text)!);

    /// <summary>True if a text repeats the token or another secret of a request, in any spelling.</summary>
    public static bool Repeats(ServiceCall call, string text)
        => SecretsOf(call).Any(secret => SecretSpelling.IsIn(text, secret));

    /// <summary>Returns a name that a server chose; a placeholder if it repeats one of the secrets.</summary>
    public static string IfSecret(IEnumerable<string>? secrets, string name)
        => secrets?.Any(secret => SecretSpelling.IsIn(name, secret)) == true ? HiddenPart : name;

    /// <summary>True if a URL that a server chose repeats the token: the URLs of requests are shown and logged.</summary>
    public static bool RepeatsToken(ServiceCall call, Uri uri)
        => call.Header is { } header && uri.Query.Length > header.Value.Length && SecretSpelling.IsIn(uri.Query, header.Value);

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
        text.Append("< ").Append((int)response.StatusCode).Append(' ').AppendLine(Text(call, response.ReasonPhrase ?? ""));
        Append(text, "< ", response.Headers, call);
        Append(text, "< ", response.Content?.Headers, call);
        observer.Detail(text.ToString().TrimEnd());
    }

    private static void Append(StringBuilder text, string mark, HttpHeaders? headers, ServiceCall call)
    {
        foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            var value = string.Join(", ", header.Value);
            var isSecret = HeaderNames.Secret.Contains(header.Key) || Repeats(call, value);
            text.Append(mark).Append(header.Key).Append(": ").AppendLine(isSecret ? Digest(value) : value);
        }
    }

    private static IEnumerable<string> SecretsOf(ServiceCall call) => call.Request.Secrets.Append(call.Header?.Value ?? "");

    /// <summary>
    /// Returns the SHA-256 hash of a secret, as the openstack client writes it, so that different secrets can be distinguished.
    /// </summary>
    private static string Digest(string secret)
    {
        using var sha256 = SHA256.Create();
        return "{SHA256}" + BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(secret))).Replace("-", "").ToLowerInvariant();
    }
}
