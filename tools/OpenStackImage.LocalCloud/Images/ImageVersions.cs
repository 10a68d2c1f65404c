using System.Globalization;
using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's version list. It has neither request id nor Location.</summary>
internal sealed class ImageVersions(CloudOptions options)
{
    private readonly string[] _ids = [.. Enumerable.Range(0, options.ImageApiMinor + 1).Reverse().Select(Id)];

    public bool IsVersion(string segment) => segment == "v2" || _ids.Contains(segment);

    public Reply Choices(ServiceRequest request) => Write(request, StatusCodes.Status300MultipleChoices, "Multiple Choices");

    public Reply List(ServiceRequest request) => Write(request, StatusCodes.Status200OK, "OK");

    private static string Id(int minor) => string.Create(CultureInfo.InvariantCulture, $"v2.{minor}");

    private Reply Write(ServiceRequest request, int status, string reason)
    {
        var json = new JsonText().BeginObject().Name("versions").BeginArray();
        foreach (var id in _ids)
        {
            json.BeginObject().Field("id", id).Field("status", id == _ids[0] ? "CURRENT" : "SUPPORTED")
                .Name("links").BeginArray().BeginObject().Field("rel", "self").Field("href", $"{request.Origin}/{ServiceName.Image}/v2/")
                .EndObject().EndArray().EndObject();
        }

        return new() { Status = status, Reason = reason, ContentType = MediaType.Json, Body = json.EndArray().EndObject().Bytes };
    }
}
