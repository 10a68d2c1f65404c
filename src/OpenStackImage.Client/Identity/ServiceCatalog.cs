using OpenStackImage.Http;

namespace OpenStackImage.Identity;

/// <summary>An endpoint of a service in the catalog of a token.</summary>
internal sealed record CatalogEndpoint(string ServiceType, string? ServiceName, string Interface, string Region, string Url);

/// <summary>The endpoint that was selected from the catalog.</summary>
internal sealed record FoundEndpoint(Uri Url, string Region, string Interface);

/// <summary>The services that a token may use.</summary>
internal sealed class ServiceCatalog(IReadOnlyList<CatalogEndpoint> endpoints, IReadOnlyList<string>? secrets = null)
{
    /// <summary>
    /// The type of the image service on older clouds (os-service-types has no alias for it; catalogs with a version in the type exist).
    /// </summary>
    private const string OlderImage = "imagev2";

    private static readonly string[] KnownInterfaces = ["public", "internal", "admin"];

    public static readonly ServiceCatalog Empty = new([]);

    /// <summary>Returns the catalog for a session, without names that repeat a secret of the sign-in.</summary>
    public ServiceCatalog Concealing(IReadOnlyList<string> ofSignIn) => new(endpoints, ofSignIn);

    public bool IsEmpty => endpoints.Count == 0;

    /// <summary>The regions that have an image service.</summary>
    public IReadOnlyList<string> ImageRegions
        => [.. endpoints
            .Where(endpoint => endpoint.ServiceType.StartsWith(ServiceTypes.Image, StringComparison.OrdinalIgnoreCase))
            .Select(endpoint => endpoint.Region).Distinct(StringComparer.Ordinal)];

    /// <summary>True for public, internal and admin, also in their older spelling (publicURL).</summary>
    public static bool IsInterface(string text) => KnownInterfaces.Contains(Plain(text), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the endpoint of the image service.</summary>
    /// <param name="serviceType">Its type in the catalog; null for the usual ones.</param>
    /// <param name="serviceName">Its name in the catalog; null for any.</param>
    /// <param name="region">Null for any; there must then be only one.</param>
    /// <param name="interfaces">public, internal and admin, in order of preference.</param>
    /// <exception cref="EndpointNotFoundException">
    /// There is none, or several regions have one, or its URL cannot be used; the message lists them.
    /// </exception>
    public FoundEndpoint FindImage(string? serviceType, string? serviceName, string? region, IReadOnlyList<string> interfaces)
    {
        var type = serviceType ?? (Has(ServiceTypes.Image) || !Has(OlderImage) ? ServiceTypes.Image : OlderImage);
        var ofType = endpoints
            .Where(endpoint => string.Equals(endpoint.ServiceType, type, StringComparison.OrdinalIgnoreCase))
            .Where(endpoint => serviceName is null || endpoint.ServiceName is null || endpoint.ServiceName == serviceName)
            .ToArray();
        if (ofType.Length == 0)
        {
            var name = serviceName is null ? "" : $" with the name '{serviceName}'";
            throw new EndpointNotFoundException(
                $"The catalog has no service of type '{type}'{name}. It has: {List(endpoints.Select(endpoint => endpoint.ServiceType))}. "
                    + "Specify its URL with -ImageEndpoint, or sign in to a project that has one.");
        }

        var inRegion = ofType.Where(endpoint => region is null || endpoint.Region == region).ToArray();
        var matching = interfaces.Select(name => OfInterface(inRegion, name)).FirstOrDefault(found => found.Length > 0) ?? [];
        var regions = matching.Select(endpoint => endpoint.Region).Distinct(StringComparer.Ordinal).ToArray();
        return regions.Length switch
        {
            1 => new FoundEndpoint(UsableUrl(matching[0], type), Shown(regions[0]), Plain(matching[0].Interface)),
            0 => throw new EndpointNotFoundException(
                $"The catalog has no {string.Join(" or ", interfaces)} endpoint of "
                    + $"'{type}'{(region is null ? "" : $" in region '{region}'")}. It has: "
                    + $"{List(ofType.Select(endpoint => $"{endpoint.Interface} in {endpoint.Region}"))}. "
                    + "Choose with -Interface and -Region."),
            _ => throw new EndpointNotFoundException($"The service '{type}' is in several regions: {List(regions)}. "
                + "Choose one with -Region."),
        };
    }

    /// <summary>The catalog is written by the cloud's operators. The same rules apply to its URLs as to URLs that users specify.</summary>
    private Uri UsableUrl(CatalogEndpoint endpoint, string type)
        => ServerUrl.Parse(endpoint.Url) is { } uri && uri.Query.Length + uri.Fragment.Length == 0
            ? uri
            : throw new EndpointNotFoundException(
                $"The catalog's {endpoint.Interface} endpoint of '{type}' in region '{Shown(endpoint.Region)}' is not a URL of the form "
                    + "https://host:port/path. The cloud's operators can correct it; specify the URL with -ImageEndpoint.");

    private static CatalogEndpoint[] OfInterface(IEnumerable<CatalogEndpoint> candidates, string name)
        => [.. candidates.Where(endpoint => string.Equals(Plain(endpoint.Interface), Plain(name), StringComparison.OrdinalIgnoreCase))];

    private bool Has(string type)
        => endpoints.Any(endpoint => string.Equals(endpoint.ServiceType, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>"publicURL" is the older spelling of "public".</summary>
    private static string Plain(string name)
        => name.EndsWith("URL", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 3) : name;

    private string Shown(string name) => Redaction.IfSecret(secrets, name);

    private string List(IEnumerable<string> names)
        => string.Join(", ", names.Select(Shown).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal));
}
