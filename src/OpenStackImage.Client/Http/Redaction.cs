using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace OpenStackImage.Http;

/// <summary>Writes headers for -Debug. A secret is replaced by its SHA-256, as the openstack client does, so that two can still be told apart.</summary>
internal static class Redaction
{
    public static string Describe(HttpRequestMessage request, HttpResponseMessage response)
    {
        var text = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri).AppendLine();
        Append(text, "> ", request.Headers);
        Append(text, "> ", request.Content?.Headers);
        text.Append("< ").Append((int)response.StatusCode).Append(' ').AppendLine(response.ReasonPhrase);
        Append(text, "< ", response.Headers);
        Append(text, "< ", response.Content?.Headers);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string mark, HttpHeaders? headers)
    {
        foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            var value = string.Join(", ", header.Value);
            text.Append(mark).Append(header.Key).Append(": ").AppendLine(HeaderNames.Secret.Contains(header.Key) ? Digest(value) : value);
        }
    }

    private static string Digest(string secret)
    {
        using var sha256 = SHA256.Create();
        return "{SHA256}" + BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(secret))).Replace("-", "").ToLowerInvariant();
    }
}
