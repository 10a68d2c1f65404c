using Flurl;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>
/// The URLs of metadata definitions. Their names are free text in the path: each name is escaped, and a name that could address another
/// resource is refused.
/// </summary>
internal static class MetadefPath
{
    public const string ResourceTypes = "resource_types";

    private const string Root = "metadefs";
    private const string Namespaces = "namespaces";

    public static Url AllNamespaces(ServiceClient service) => service.Resource(Root, Namespaces);

    public static Url AllResourceTypes(ServiceClient service) => service.Resource(Root, ResourceTypes);

    /// <exception cref="NameNotFoundException">The name cannot be part of a path.</exception>
    public static Url Namespace(ServiceClient service, string name, params string[] below)
        => AllNamespaces(service).AppendPathSegments([Segment(name), .. below]);

    /// <summary>
    /// Returns a name as an escaped path segment. Glance decodes %2F before it routes a request, and .NET removes dot segments even if
    /// they are escaped: such names can be created in a request body, but not addressed.
    /// </summary>
    /// <exception cref="NameNotFoundException">The name cannot be part of a path.</exception>
    public static string Segment(string name)
        => name.Trim('.').Length == 0 || name.IndexOfAny(['/', '\\']) >= 0 || name.Any(char.IsControl)
            ? throw new NameNotFoundException(
                ErrorIds.MetadefNameRefused,
                $"'{name}' cannot be the name of a metadata definition in a URL. No request was sent.",
                "Use names that contain no slashes and no control characters, and that do not consist of dots only.")
            : Uri.EscapeDataString(name);
}
