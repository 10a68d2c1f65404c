namespace OpenStackImage.Http;

/// <summary>
/// The token goes only where the session was told to go. A GET is followed on the same scheme, host and port; anything else is refused
/// before it is sent.
/// </summary>
internal static class RedirectPolicy
{
    public const int MaxHops = 5;

    public static bool IsRedirect(int statusCode) => statusCode is 301 or 302 or 303 or 307 or 308;

    /// <summary>Where to go next.</summary>
    /// <exception cref="RedirectRefusedException">The place is another one, or the request is no GET.</exception>
    public static Uri Follow(HttpMethod method, Uri from, Uri? location, int hop)
    {
        if (location is null)
        {
            throw new RedirectRefusedException($"{from} answered with a redirect that names no place.");
        }

        var target = location.IsAbsoluteUri ? location : new Uri(from, location);
        if (hop >= MaxHops)
        {
            throw new RedirectRefusedException($"{from} redirects again after {MaxHops} redirects, now to {target}; the service runs in a circle.");
        }

        if (!IsSameOrigin(from, target))
        {
            throw new RedirectRefusedException(
                $"{Origin(from)} redirects to {Origin(target)}, which is not where this session signed in to. Nothing was sent there, the token least of all. "
                + "If that host is right, name it: Connect-OpenStack -AuthUrl or -ImageEndpoint.");
        }

        return method == HttpMethod.Get
            ? target
            : throw new RedirectRefusedException($"{from} redirects a {method} to {target}. Only a GET is followed; correct the address in the catalog or in -AuthUrl.");
    }

    public static bool IsSameOrigin(Uri left, Uri right)
        => Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    public static string Origin(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
