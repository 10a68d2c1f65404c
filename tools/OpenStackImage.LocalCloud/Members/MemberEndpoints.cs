using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Members;

/// <summary>
/// /v2/images/{id}/members. The check and the change are atomic, so that exactly one of several equal concurrent additions succeeds.
/// </summary>
internal sealed partial class MemberEndpoints(ImageStore store, CloudOptions options)
{
    public Reply List(ServiceRequest request, TokenRecord token, string id)
    {
        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (image!.Visibility != ImageVisibility.Shared)
            {
                return ImageError.Forbidden(request, $"Not allowed to list members for image {id}: Only shared images have members.");
            }

            if (!token.MayShowMembers(image))
            {
                return NoImage(request, id);
            }

            var json = new JsonText().BeginObject().Name("members").BeginArray();
            foreach (var member in image.Members)
            {
                if (Knows(token, image, member))
                {
                    MemberDocument.Write(json, member);
                }
            }

            return ImageReply.Ok(json.EndArray().Field("schema", ImagePath.MembersSchema).EndObject());
        }
    }

    public Reply Show(ServiceRequest request, TokenRecord token, string id, string memberId)
    {
        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (image!.Visibility != ImageVisibility.Shared)
            {
                return ImageError.NotFound(request, "Only shared images have members.");
            }

            return Find(token, image, memberId) is { } member
                ? ImageReply.Ok(MemberDocument.Write(new(), member))
                : NoMember(request, id, memberId);
        }
    }

    private Reply? Lookup(ServiceRequest request, TokenRecord token, string id, out ImageRecord? image)
    {
        image = store.Seen(token, id);
        return image is null ? NoImage(request, id) : null;
    }

    private static MemberRecord? Find(TokenRecord token, ImageRecord image, string memberId)
        => token.MayShowMembers(image) && image.Member(memberId) is { } member && Knows(token, image, member) ? member : null;

    /// <summary>A member can see only itself.</summary>
    private static bool Knows(TokenRecord token, ImageRecord image, MemberRecord member)
        => token.IsAdmin || image.Owner == token.ProjectId || member.MemberId == token.ProjectId;

    /// <summary>What the database stores for an ID that is not a string: 5 becomes "5", true becomes "1".</summary>
    private static string Stored(JsonElement id) => id.ValueKind == JsonValueKind.True ? "1" : id.ToString();

    /// <summary>True if Python treats a value as false.</summary>
    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Number => value.GetDouble() == 0,
        _ => false,
    };

    private static Reply NoImage(ServiceRequest request, string id) => ImageError.NotFound(request, $"Image {id} not found.");

    private static Reply NoMember(ServiceRequest request, string id, string memberId)
        => ImageError.NotFound(request, $"{memberId} not found in the member list of the image {id}.");
}
