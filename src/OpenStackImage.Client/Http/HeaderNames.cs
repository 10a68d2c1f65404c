namespace OpenStackImage.Http;

/// <summary>The header names of Keystone and Glance.</summary>
internal static class HeaderNames
{
    public const string AuthToken = "X-Auth-Token";
    public const string SubjectToken = "X-Subject-Token";
    public const string RequestId = "x-openstack-request-id";
    public const string Accept = "Accept";
    public const string UserAgent = "User-Agent";
    public const string CacheClearTarget = "x-image-cache-clear-target";
    public const string Range = "Range";
    public const string Expect = "Expect";
    public const string Continue = "100-continue";
    public const string TransferEncoding = "Transfer-Encoding";
    public const string Chunked = "chunked";
    public const string Authorization = "Authorization";

    /// <summary>Headers whose value is a secret.</summary>
    public static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        AuthToken, SubjectToken, "X-Service-Token", Authorization, "Proxy-Authorization", "Cookie", "Set-Cookie",
    };
}
