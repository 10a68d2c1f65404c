using Newtonsoft.Json;
using OpenStackImage.Http;

namespace OpenStackImage.Members;

/// <summary>Reads a member.</summary>
internal static class MemberReader
{
    private const string ListKey = "members";

    /// <summary>Reads the members of an image, without those that cannot be used.</summary>
    /// <param name="response">The response.</param>
    /// <param name="imageId">The ID of the image.</param>
    /// <param name="observer">Is notified of the members that cannot be used.</param>
    /// <exception cref="UnexpectedResponseException">No member can be used, or one is that of another image.</exception>
    public static IReadOnlyList<ImageMember> ReadUsable(ServiceResponse response, string imageId, IRequestObserver? observer)
        => OfImage(response.ReadUsable(ListKey, Read, observer), imageId);

    /// <summary>Reads all members of an image.</summary>
    /// <exception cref="UnexpectedResponseException">A member cannot be used, or is one of another image.</exception>
    public static IReadOnlyList<ImageMember> ReadList(ServiceResponse response, string imageId)
        => OfImage(response.ReadList(ListKey, Read), imageId);

    private static IReadOnlyList<ImageMember> OfImage(IReadOnlyList<ImageMember> members, string imageId)
    {
        foreach (var member in members)
        {
            Require(member.ImageId, imageId, "the members of image");
        }

        return members;
    }

    /// <summary>Reads a member of an image.</summary>
    /// <exception cref="UnexpectedResponseException">It is another member, or one of another image.</exception>
    public static ImageMember Read(ServiceResponse response, string imageId, string projectId)
    {
        var member = response.Read(Read);
        Require(member.ImageId, imageId, "a member of image");
        Require(OpenStackId.CanonicalProjectId(member.MemberId), OpenStackId.CanonicalProjectId(projectId), "member");
        return member;
    }

    private static void Require(string id, string requested, string what)
    {
        if (!string.Equals(id, requested, StringComparison.OrdinalIgnoreCase))
        {
            throw new UnexpectedResponseException($"The response to the request for {what} {requested} contains another one, '{id}'.");
        }
    }

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
