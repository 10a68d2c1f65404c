namespace OpenStackImage.Http;

/// <summary>
/// Decides which redirects are followed: a GET within the same scheme, host and port. Other redirects are refused before a request is sent,
/// so that the token goes only where the session signed in to.
/// </summary>
internal static class RedirectPolicy
{
    public const int MaxHops = 5;

    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    public static bool IsRedirect(int statusCode) => statusCode is 301 or 302 or 303 or 307 or 308;

    /// <summary>Returns the URL that a redirect leads to.</summary>
    /// <exception cref="RedirectRefusedException">It leads to another origin, or the request is not a GET.</exception>
    public static Uri Follow(HttpMethod method, Uri from, Uri? location, int hop)
    {
        if (location is null)
        {
            throw new RedirectRefusedException($"{from} sent a redirect without a URL.");
        }

        if (!Uri.TryCreate(from, location, out var target))
        {
            throw new RedirectRefusedException($"{from} redirects to '{location}', which is not a URL.");
        }

        target = WithoutExtras(target);
        if (hop >= MaxHops)
        {
            throw new RedirectRefusedException(
                $"{from} redirects again after {MaxHops} redirects, now to {target}. The redirects form a loop.");
        }

        if (!IsSameOrigin(from, target))
        {
            throw new RedirectRefusedException(
                $"{Origin(from)} redirects to {Origin(target)}, which this session did not sign in to. No request was sent to it.");
        }

        return method == HttpMethod.Get
            ? target
            : throw new RedirectRefusedException($"{from} redirects a {method} to {target}. Only a GET is followed.");
    }

    public static bool IsSameOrigin(Uri left, Uri right)
        => Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>True also if only the scheme differs: a service behind a proxy that terminates TLS calls itself http.</summary>
    public static bool IsSameServer(Uri left, Uri right)
        => IsSameOrigin(left, right)
            || (IsHttp(left) && IsHttp(right) && left.Scheme != right.Scheme
                && string.Equals(left.Host, right.Host, StringComparison.OrdinalIgnoreCase)
                && (left.Port == right.Port || (left.Port, right.Port) is (HttpPort, HttpsPort) or (HttpsPort, HttpPort)));

    private static bool IsHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>The user and the fragment of a URL are not sent, and would only be shown and logged.</summary>
    private static Uri WithoutExtras(Uri target) => IsHttp(target) && target.UserInfo.Length + target.Fragment.Length > 0
        ? new Uri(target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped))
        : target;

    public static string Origin(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
