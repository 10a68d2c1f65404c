using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;

namespace OpenStackImage.LocalCloud.Members;

/// <summary>A member as JSON.</summary>
internal static class MemberDocument
{
    public static JsonText Write(JsonText json, MemberRecord member)
        => Rest(json.BeginObject().Field("member_id", member.MemberId), member);

    /// <summary>The response to an add contains the ID as it was sent, even a number.</summary>
    public static JsonText WriteEcho(JsonText json, MemberRecord member, JsonElement id)
        => Rest(json.BeginObject().Name("member_id").Value(id), member);

    private static JsonText Rest(JsonText json, MemberRecord member) => json
        .Field("image_id", member.ImageId).Field("status", member.Status)
        .Field("created_at", ImageDocument.Time(member.CreatedAt)).Field("updated_at", ImageDocument.Time(member.UpdatedAt))
        .Field("schema", ImagePath.MemberSchema).EndObject();
}
