using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>Glance's version list. It has neither request id nor Location.</summary>
internal static class ImageVersions
{
    private static readonly string[] Ids = ["v2.16", "v2.15", "v2.14", "v2.13", "v2.12", "v2.11", "v2.10", "v2.9", "v2.8", "v2.7", "v2.6", "v2.5", "v2.4", "v2.3", "v2.2", "v2.1", "v2.0"];

    public static bool IsVersion(string segment) => segment == "v2" || Ids.Contains(segment);

    public static Reply Choices(ServiceRequest request) => Write(request, StatusCodes.Status300MultipleChoices, "Multiple Choices");

    public static Reply List(ServiceRequest request) => Write(request, StatusCodes.Status200OK, "OK");

    private static Reply Write(ServiceRequest request, int status, string reason)
    {
        var json = new JsonText().BeginObject().Name("versions").BeginArray();
        foreach (var id in Ids)
        {
            json.BeginObject().Field("id", id).Field("status", id == Ids[0] ? "CURRENT" : "SUPPORTED")
                .Name("links").BeginArray().BeginObject().Field("rel", "self").Field("href", $"{request.Origin}/{ServiceName.Image}/v2/").EndObject().EndArray().EndObject();
        }

        return new() { Status = status, Reason = reason, ContentType = MediaType.Json, Body = json.EndArray().EndObject().Bytes };
    }
}
