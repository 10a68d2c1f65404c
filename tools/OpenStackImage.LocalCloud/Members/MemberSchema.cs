using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;

namespace OpenStackImage.LocalCloud.Members;

/// <summary>Glance's schemas of members.</summary>
internal static class MemberSchema
{
    public static JsonText Document() => Write(new());

    public static JsonText CollectionDocument()
    {
        var json = new JsonText().BeginObject().Field("name", "members").Name("properties").BeginObject()
            .Name("members").BeginObject().Field("type", "array").Name("items");
        return Write(json).EndObject().Name("schema").BeginObject().Field("type", "string").EndObject().EndObject()
            .Name("links").BeginArray().BeginObject().Field("rel", "describedby").Field("href", "{schema}").EndObject().EndArray()
            .EndObject();
    }

    private static JsonText Write(JsonText json)
    {
        json.BeginObject().Field("name", "member").Name("properties").BeginObject();
        Property(json, "member_id", "An identifier for the image member (tenantId)").EndObject();
        Property(json, "image_id", "An identifier for the image").Field("pattern", ImageSchema.UuidPattern).EndObject();
        Property(json, "created_at", "Date and time of image member creation").EndObject();
        Property(json, "updated_at", "Date and time of last modification of image member").EndObject();
        Property(json, "status", "The status of this image member").Name("enum").BeginArray().Value("pending").Value("accepted")
            .Value("rejected").EndArray().EndObject();
        return json.Name("schema").BeginObject().Field("readOnly", true).Field("type", "string").EndObject().EndObject().EndObject();
    }

    private static JsonText Property(JsonText json, string name, string description)
        => json.Name(name).BeginObject().Field("type", "string").Field("description", description);
}
