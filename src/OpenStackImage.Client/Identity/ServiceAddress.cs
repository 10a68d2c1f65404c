using System.Text.RegularExpressions;
using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>Puts the version behind a service's address, or takes it away.</summary>
internal static class ServiceAddress
{
    private static readonly Regex VersionAtEnd = new(@"/v[0-9]+(\.[0-9]+)?/*$", RegexOptions.CultureInvariant);

    /// <summary>The address with <paramref name="version"/> appended, unless it ends in a version already.</summary>
    public static Uri Versioned(Uri address, string version)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        return new Uri(VersionAtEnd.IsMatch(text) ? text : text + "/" + version);
    }

    /// <summary>The address without a version at its end: where the version document is.</summary>
    public static Uri Unversioned(Uri address) => new(VersionAtEnd.Replace(address.AbsoluteUri.TrimEnd('/'), ""));

    /// <summary>
    /// Where a version document says a version is, but on the host that was asked: behind a proxy the service often writes its own, inner host.
    /// </summary>
    public static Uri Linked(Uri asked, ApiVersion version)
        => version.Self is not null && Uri.TryCreate(asked, version.Self, out var link)
            ? new Uri(RedirectPolicy.Origin(asked) + link.AbsolutePath.TrimEnd('/'))
            : new Uri(asked.AbsoluteUri.TrimEnd('/') + "/" + version.Id.Split('.')[0]);
}
