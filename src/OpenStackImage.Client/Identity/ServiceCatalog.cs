using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>One address of one service, as the catalog of a token lists it.</summary>
internal sealed record CatalogEndpoint(string ServiceType, string? ServiceName, string Interface, string Region, Uri Url);

/// <summary>The services that Keystone says a token may use.</summary>
internal sealed class ServiceCatalog(IReadOnlyList<CatalogEndpoint> endpoints)
{
    /// <summary>What older clouds call the image service (os-service-types has no alias for it; catalogs with a version in the type exist).</summary>
    private const string OlderImage = "imagev2";

    private static readonly string[] KnownInterfaces = ["public", "internal", "admin"];

    public static readonly ServiceCatalog Empty = new([]);

    public bool IsEmpty => endpoints.Count == 0;

    /// <summary>True for public, internal and admin, also in their older spelling (publicURL).</summary>
    public static bool IsInterface(string text) => KnownInterfaces.Contains(Plain(text), StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of the image service.</summary>
    /// <param name="serviceType">What the catalog calls it; null for its usual names.</param>
    /// <param name="serviceName">Its name in the catalog; null where any will do.</param>
    /// <param name="region">Null where any will do; then there must be only one.</param>
    /// <param name="interfaces">public, internal and admin, in the order in which they are wanted.</param>
    /// <exception cref="EndpointNotFoundException">There is none, or several regions have one; the message lists them.</exception>
    public CatalogEndpoint FindImage(string? serviceType, string? serviceName, string? region, IReadOnlyList<string> interfaces)
    {
        var type = serviceType ?? (Has(ServiceTypes.Image) || !Has(OlderImage) ? ServiceTypes.Image : OlderImage);
        var ofType = endpoints
            .Where(endpoint => string.Equals(endpoint.ServiceType, type, StringComparison.OrdinalIgnoreCase))
            .Where(endpoint => serviceName is null || endpoint.ServiceName is null || endpoint.ServiceName == serviceName)
            .ToArray();
        var inRegion = ofType.Where(endpoint => region is null || endpoint.Region == region).ToArray();
        var fitting = interfaces
            .Select(wanted => inRegion.Where(endpoint => string.Equals(Plain(endpoint.Interface), Plain(wanted), StringComparison.OrdinalIgnoreCase)).ToArray())
            .FirstOrDefault(found => found.Length > 0) ?? [];
        var regions = fitting.Select(endpoint => endpoint.Region).Distinct(StringComparer.Ordinal).ToArray();
        return regions.Length switch
        {
            1 => fitting[0] with { Interface = Plain(fitting[0].Interface) },
            0 when ofType.Length == 0 => throw new EndpointNotFoundException(
                $"The catalog has no service of type '{type}'{(serviceName is null ? "" : $" with the name '{serviceName}'")}. It has: {List(endpoints.Select(endpoint => endpoint.ServiceType))}. Name the endpoint with -ImageEndpoint, or sign in to a project that has one."),
            0 => throw new EndpointNotFoundException(
                $"The catalog has no {string.Join(" or ", interfaces)} endpoint of '{type}'{(region is null ? "" : $" in region '{region}'")}. It has: {List(ofType.Select(endpoint => $"{endpoint.Interface} in {endpoint.Region}"))}. Choose with -Interface and -Region."),
            _ => throw new EndpointNotFoundException(
                $"The service '{type}' is in several regions: {List(regions)}. Choose one with -Region."),
        };
    }

    private bool Has(string type) => endpoints.Any(endpoint => string.Equals(endpoint.ServiceType, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>"publicURL" is the older spelling of "public".</summary>
    private static string Plain(string name) => name.EndsWith("URL", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 3) : name;

    private static string List(IEnumerable<string> names)
    {
        var list = string.Join(", ", names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal));
        return list.Length == 0 ? "nothing (the token has no project)" : list;
    }
}
