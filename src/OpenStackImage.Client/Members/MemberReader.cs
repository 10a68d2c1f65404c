using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Reads a member.</summary>
internal static class MemberReader
{
    public static ImageMember Read(JsonReader reader)
    {
        string? imageId = null, memberId = null, status = null;
        DateTime? createdAt = null, updatedAt = null;
        reader.EnterObject("a member");
        while (reader.NextProperty(out var field))
        {
            switch (field)
            {
                case "image_id":
                    imageId = reader.ReadText();
                    break;
                case "member_id":
                    memberId = reader.ReadText();
                    break;
                case "status":
                    status = reader.ReadText();
                    break;
                case "created_at":
                    createdAt = reader.ReadLocalTime();
                    break;
                case "updated_at":
                    updatedAt = reader.ReadLocalTime();
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }

        return new ImageMember
        {
            ImageId = imageId ?? throw new JsonSerializationException("a member has no image_id."),
            MemberId = memberId ?? throw new JsonSerializationException("a member has no member_id."),
            Status = status ?? "",
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
        };
    }
}
