namespace OpenStackImage.Identity;

/// <summary>One address of one service, as the catalog of a token lists it.</summary>
internal sealed record CatalogEndpoint(string ServiceType, string Interface, string Region, Uri Url);

/// <summary>The services that Keystone says a token may use.</summary>
internal sealed class ServiceCatalog(IReadOnlyList<CatalogEndpoint> endpoints)
{
    public const string Image = "image";
    public const string Identity = "identity";

    public static readonly ServiceCatalog Empty = new([]);

    public bool IsEmpty => endpoints.Count == 0;

    /// <summary>The address of the service of this type.</summary>
    /// <param name="serviceType">For example <see cref="Image"/>.</param>
    /// <param name="region">Null where any will do; then there must be only one.</param>
    /// <param name="interface">public, internal or admin.</param>
    /// <exception cref="EndpointNotFoundException">There is none, or several regions have one; the message lists them.</exception>
    public CatalogEndpoint Find(string serviceType, string? region, string @interface)
    {
        var ofType = endpoints.Where(endpoint => string.Equals(endpoint.ServiceType, serviceType, StringComparison.OrdinalIgnoreCase)).ToArray();
        var fitting = ofType
            .Where(endpoint => IsInterface(endpoint.Interface, @interface))
            .Where(endpoint => string.IsNullOrEmpty(region) || string.Equals(endpoint.Region, region, StringComparison.Ordinal))
            .ToArray();
        var regions = fitting.Select(endpoint => endpoint.Region).Distinct(StringComparer.Ordinal).ToArray();
        return regions.Length switch
        {
            1 => fitting[0],
            0 when ofType.Length == 0 => throw new EndpointNotFoundException(
                $"The catalog has no service of type '{serviceType}'. It has: {List(endpoints.Select(endpoint => endpoint.ServiceType))}. Name the endpoint with -ImageEndpoint, or sign in to a project that has one."),
            0 => throw new EndpointNotFoundException(
                $"The catalog has no {@interface} endpoint of '{serviceType}'{(string.IsNullOrEmpty(region) ? "" : $" in region '{region}'")}. It has: {List(ofType.Select(endpoint => $"{endpoint.Interface} in {endpoint.Region}"))}. Choose with -Interface and -Region."),
            _ => throw new EndpointNotFoundException(
                $"The service '{serviceType}' is in several regions: {List(regions)}. Choose one with -Region."),
        };
    }

    /// <summary>"publicURL" is the older spelling of "public".</summary>
    private static bool IsInterface(string left, string right)
    {
        static string Plain(string name) => name.EndsWith("URL", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 3) : name;
        return string.Equals(Plain(left), Plain(right), StringComparison.OrdinalIgnoreCase);
    }

    private static string List(IEnumerable<string> names)
    {
        var list = string.Join(", ", names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal));
        return list.Length == 0 ? "nothing (the token has no project)" : list;
    }
}
