using Flurl;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Metadefs;

/// <summary>
/// The addresses of metadata definitions. Glance names them by free text in the path, so that each name is escaped, and one that could reach
/// something else even so is refused.
/// </summary>
internal static class MetadefPath
{
    public const string ResourceTypes = "resource_types";

    private const string Root = "metadefs";
    private const string Namespaces = "namespaces";

    public static Url AllNamespaces(ServiceClient service) => service.Resource(Root, Namespaces);

    public static Url AllResourceTypes(ServiceClient service) => service.Resource(Root, ResourceTypes);

    /// <exception cref="NameNotFoundException">The name cannot go into a path.</exception>
    public static Url Namespace(ServiceClient service, string name, params string[] below) => AllNamespaces(service).AppendPathSegments([Segment(name), .. below]);

    /// <summary>
    /// A name as a segment, escaped. Glance decodes %2F before it routes, and .NET folds dots even when they are escaped, so that names with those can be
    /// made, but not be asked for.
    /// </summary>
    /// <exception cref="NameNotFoundException">The name cannot go into a path.</exception>
    public static string Segment(string name)
        => name.Trim('.').Length == 0 || name.IndexOfAny(['/', '\\']) >= 0 || name.Any(char.IsControl)
            ? throw new NameNotFoundException(ErrorIds.MetadefNameRefused, $"No request can safely name a metadata definition '{name}'.", "Names may hold neither slashes nor control characters, nor be dots only.")
            : Uri.EscapeDataString(name);
}
