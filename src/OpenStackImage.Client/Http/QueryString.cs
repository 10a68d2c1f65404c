using Flurl;

namespace OpenStackImage.Http;

/// <summary>The only place where a name from a user or a server is added to a query. Flurl encodes values, but not names.</summary>
internal static class QueryString
{
    /// <summary>Sets a parameter of the query; null removes it.</summary>
    /// <exception cref="InvalidRequestException">The name contains half a surrogate pair, which would arrive as another
    /// character.</exception>
    public static Url WithQuery(this Url url, string name, string? value)
        => IsWellFormed(name)
            ? url.SetQueryParam(Uri.EscapeDataString(name), value)
            : throw new InvalidRequestException(
                $"'{name}' cannot be part of a URL: it contains half a surrogate pair.");

    /// <summary>False for a text with half a surrogate pair.</summary>
    public static bool IsWellFormed(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
