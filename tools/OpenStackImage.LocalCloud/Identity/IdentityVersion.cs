using OpenStackImage.LocalCloud.Http;

namespace OpenStackImage.LocalCloud.Identity;

/// <summary>Keystone's version documents.</summary>
internal static class IdentityVersion
{
    public static Reply Choices(ServiceRequest request)
    {
        var json = new JsonText().BeginObject().Name("versions").BeginObject().Name("values").BeginArray();
        Write(json, request);
        return IdentityReply.Document(StatusCodes.Status300MultipleChoices, "MULTIPLE CHOICES", json.EndArray().EndObject().EndObject())
            .With("Location", IdentityPath.V3(request) + "/");
    }

    public static Reply V3(ServiceRequest request)
    {
        var json = new JsonText().BeginObject().Name("version");
        Write(json, request);
        return IdentityReply.Document(StatusCodes.Status200OK, "OK", json.EndObject());
    }

    private static void Write(JsonText json, ServiceRequest request) => json
        .BeginObject().Field("id", "v3.14").Field("status", "stable").Field("updated", "2020-04-07T00:00:00Z")
        .Name("links").BeginArray().BeginObject().Field("rel", "self").Field("href", IdentityPath.V3(request) + "/").EndObject().EndArray()
        .Name("media-types").BeginArray().BeginObject().Field("base", MediaType.Json)
        .Field("type", "application/vnd.openstack.identity-v3+json").EndObject().EndArray()
        .EndObject();
}
