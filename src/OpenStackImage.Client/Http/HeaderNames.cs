namespace OpenStackImage.Http;

/// <summary>The names of the headers of Keystone and Glance, and the rules for their values.</summary>
internal static class HeaderNames
{
    public const string AuthToken = "X-Auth-Token";
    public const string SubjectToken = "X-Subject-Token";
    public const string RequestId = "x-openstack-request-id";
    public const string Accept = "Accept";
    public const string UserAgent = "User-Agent";
    public const string CacheClearTarget = "x-image-cache-clear-target";
    public const string ImageStore = "x-image-meta-store";
    public const string ImageSize = "x-openstack-image-size";
    public const string Range = "Range";
    public const string Expect = "Expect";
    public const string Continue = "100-continue";
    public const string TransferEncoding = "Transfer-Encoding";
    public const string Chunked = "chunked";
    public const string Connection = "Connection";
    public const string Close = "close";
    public const string Authorization = "Authorization";

    /// <summary>Precedes a token in the value of Authorization (RFC 6750).</summary>
    public const string BearerScheme = "Bearer ";

    /// <summary>Headers whose value is a secret.</summary>
    public static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        AuthToken, SubjectToken, "X-Service-Token", "Openstack-Auth-Receipt", Authorization, "Proxy-Authorization", "Cookie", "Set-Cookie",
    };

    /// <summary>Returns a value that can be sent in a header. This is the only place where a value is put into a header.</summary>
    /// <exception cref="InvalidRequestException">It contains a control character, which could add another header, or a character that
    /// is not ASCII.</exception>
    public static string RequireValue(string name, string value)
        => value.All(character => character is >= ' ' and <= '~')
            ? value
            : throw new InvalidRequestException(
                $"The value for the header {name} contains a control character or a character outside of ASCII. No request was sent.");
}
