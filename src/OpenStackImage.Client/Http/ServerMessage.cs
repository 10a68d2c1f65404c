using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenStackImage.Http;

/// <summary>
/// Finds the sentence in an error's body. Keystone sends <c>{"error": {"message"}}</c>; Glance (webob), by the Accept header,
/// <c>{"message"}</c> with line breaks in HTML, plain text under its status line, or a page; proxies send their own pages.
/// </summary>
internal static class ServerMessage
{
    private const int MaxLength = 500;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);
    private static readonly Regex NotText = new(
        @"<(title|style|script)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.Singleline | RegexOptions.IgnoreCase, MatchTimeout);
    private static readonly Regex Tag = new(@"<[^<>]*>", RegexOptions.None, MatchTimeout);
    private static readonly Regex StatusLine = new(@"^\s*[1-5][0-9]{2} [A-Za-z -]+[\r\n]+", RegexOptions.None, MatchTimeout);

    /// <summary>The whole sentence, on one line.</summary>
    public static string Read(string contentType, string body, int statusCode, string reason)
    {
        var text = contentType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0 ? FromJson(body) ?? body : body;
        text = OneLine(WithoutMarkup(StatusLine.Replace(text, "")));
        var status = $"{statusCode} {reason}";
        return text.StartsWith(status, StringComparison.OrdinalIgnoreCase) ? text.Substring(status.Length).Trim() : text;
    }

    /// <summary>Returns a sentence with a limited length.</summary>
    public static string Shorten(string sentence)
        => sentence.Length <= MaxLength ? sentence : sentence.Substring(0, MaxLength) + TerminalText.Ellipsis;

    /// <summary>True for the media type of a page.</summary>
    public static bool IsHtml(string contentType) => contentType.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string WithoutMarkup(string text)
    {
        if (text.IndexOf('<') < 0)
        {
            return text;
        }

        try
        {
            return WebUtility.HtmlDecode(Tag.Replace(NotText.Replace(text, " "), " "));
        }
        catch (RegexMatchTimeoutException)
        {
            // The text takes too long to match. Its message is not shown.
            return "";
        }
    }

    private static string? FromJson(string body)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, MaxDepth = 16 };
            return JToken.ReadFrom(reader) is JObject root
                ? (string?)(root["error"] as JObject)?["message"] ?? (string?)root["message"] ?? RequiredMethods(root) ?? OAuthError(root)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Keystone's receipt for some of the required authentication methods (keystone/api/auth.py), which contains no message. The methods of
    /// a rule are a set, which Keystone writes in any order.
    /// </summary>
    private static string? RequiredMethods(JObject root)
        => root["required_auth_methods"] is JArray rules
            ? $"Another proof is required: {string.Join(", or ", rules.OfType<JArray>().Select(Methods))}."
            : null;

    private static string Methods(JArray rule)
        => string.Join(" and ", rule.Select(method => (string?)method).OrderBy(method => method, StringComparer.Ordinal));

    /// <summary>An identity provider's error word and sentence (RFC 6749, section 5.2).</summary>
    private static string? OAuthError(JObject root)
        => root["error"] is JValue { Type: JTokenType.String } word
            ? string.Join(": ", new[] { (string?)word, (string?)root["error_description"] }.Where(part => !string.IsNullOrEmpty(part)))
            : null;

    /// <summary>Returns the text without control characters, which could control a terminal.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[line.Length - 1] != ' ')
            {
                line.Append(' ');
            }
        }

        return TerminalText.Of(line.ToString().Trim())!;
    }
}
