using System.Text.RegularExpressions;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Appends the version of an API to a service's URL, and removes it.</summary>
internal static class ServiceAddress
{
    private static readonly Regex VersionAtEnd = new(@"/v(?<major>[0-9]+)(\.[0-9]+)?/*$", RegexOptions.CultureInvariant);

    /// <summary>Catalogs of some clouds have the account after the version: /v2/123456.</summary>
    private static readonly Regex VersionAndAccount = new(@"/v(?<major>[0-9]+)(\.[0-9]+)?/[^/]+/*$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Returns the URL of a version of an API. A URL that contains this version is used unchanged, even if an account follows; another
    /// version is replaced, as keystoneauth does.
    /// </summary>
    /// <param name="address">The service's URL, with or without a version.</param>
    /// <param name="version">For example <c>v2</c>.</param>
    public static Uri Versioned(Uri address, string version)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        var match = Match(text);
        return match is null ? new Uri(text + "/" + version)
            : "v" + match.Groups["major"].Value == version ? new Uri(text)
            : new Uri($"{text.Substring(0, match.Index)}/{version}");
    }

    /// <summary>Returns the URL without the version and what follows it: the URL of the version document.</summary>
    public static Uri Unversioned(Uri address)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        return new Uri(Match(text) is { } match ? text.Substring(0, match.Index) : text);
    }

    /// <summary>
    /// Returns the URL of a version that a version document lists. Behind a proxy, services often write their own, inner host, or a path
    /// without the proxy's prefix: only a link below the requested URL is followed, and none with encoded characters, because the
    /// credentials are sent to it.
    /// </summary>
    public static Uri Linked(Uri asked, ApiVersion version)
    {
        var prefix = asked.AbsoluteUri.TrimEnd('/') + "/";
        return version.Self is not null
            && Uri.TryCreate(asked, version.Self, out var link)
            && RedirectPolicy.IsSameOrigin(asked, link)
            && link.AbsoluteUri.StartsWith(prefix, StringComparison.Ordinal)
            && link.AbsoluteUri.IndexOf('%', prefix.Length) < 0
                ? new Uri(RedirectPolicy.Origin(asked) + link.AbsolutePath.TrimEnd('/'))
                : new Uri(prefix + version.Id.Split('.')[0]);
    }

    private static Match? Match(string text)
        => VersionAtEnd.Match(text) is { Success: true } atEnd ? atEnd
            : VersionAndAccount.Match(text) is { Success: true } withAccount ? withAccount
            : null;
}
