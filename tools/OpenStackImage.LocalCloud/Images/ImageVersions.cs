using System.Globalization;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's version list. It has neither request id nor Location.</summary>
internal sealed class ImageVersions(CloudOptions options)
{
    /// <summary>The first release whose list starts with the versions of the cache and the stores (glance/api/versions.py).</summary>
    private const int Regrouped = 17;

    // Since 2.18 the newest version is that of the cache.
    private readonly string _current
        = Id(options.HasCache ? options.ImageApiMinor : Math.Min(options.ImageApiMinor, Regrouped));
    private readonly string[] _ids = [.. Minors(options).Select(Id)];

    public bool IsVersion(string segment) => segment == "v2" || _ids.Contains(segment);

    public Reply Choices(ServiceRequest request) => Write(request, StatusCodes.Status300MultipleChoices, "Multiple Choices");

    public Reply List(ServiceRequest request) => Write(request, StatusCodes.Status200OK, "OK");

    /// <summary>The versions that the cloud has, in the order in which Glance lists them.</summary>
    private static IEnumerable<int> Minors(CloudOptions options)
    {
        if (options.ImageApiMinor < Regrouped)
        {
            return Enumerable.Range(0, options.ImageApiMinor + 1).Reverse();
        }

        int[] current = options.ImageApiMinor > Regrouped ? [options.ImageApiMinor, 17] : [];
        int[] cache = options.HasCache ? [.. current, 16, 15, 14] : [15];
        int[] stores = options.HasStores ? [13, 12, 11, 10, 9, 8] : [9];
        int[] last = options.ImageApiMinor > Regrouped && options.HasCache ? [] : [17];
        return [.. cache, .. stores, .. last, 7, 6, 5, 4, 3, 2, 1, 0];
    }

    private static string Id(int minor) => string.Create(CultureInfo.InvariantCulture, $"v2.{minor}");

    private Reply Write(ServiceRequest request, int status, string reason)
    {
        var json = new JsonText().BeginObject().Name("versions").BeginArray();
        foreach (var id in _ids)
        {
            json.BeginObject().Field("id", id).Field("status", id == _current ? "CURRENT" : "SUPPORTED")
                .Name("links").BeginArray().BeginObject().Field("rel", "self").Field("href", $"{request.Origin}/{ServiceName.Image}/v2/")
                .EndObject().EndArray().EndObject();
        }

        return new() { Status = status, Reason = reason, ContentType = MediaType.Json, Body = json.EndArray().EndObject().Bytes };
    }
}
