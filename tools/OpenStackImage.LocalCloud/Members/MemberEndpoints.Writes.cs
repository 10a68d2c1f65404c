using System.Text.Json;
using OpenStackImage.LocalCloud.Http;
using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Members;

/// <content>Adds, changes and removes members.</content>
internal sealed partial class MemberEndpoints
{
    public Reply Add(ServiceRequest request, TokenRecord token, string id)
    {
        if (!ImageBody.TryRead(request, out var body, out var bad))
        {
            return bad;
        }

        if (ComplaintAboutMember(body, out var wanted) is { } complaint)
        {
            return ImageError.BadRequest(request, complaint);
        }

        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (RefuseAddition(request, token, image!, wanted) is { } obstacle)
            {
                return obstacle;
            }

            var member = image!.AddMember(Stored(wanted), MemberStatus.Pending, options.Clock.GetUtcNow());
            return ImageReply.Ok(MemberDocument.WriteEcho(new(), member, wanted));
        }
    }

    public Reply Update(ServiceRequest request, TokenRecord token, string id, string memberId)
    {
        if (!ImageBody.TryRead(request, out var body, out var bad))
        {
            return bad;
        }

        if (ComplaintAboutStatus(body, out var status) is { } complaint)
        {
            return ImageError.BadRequest(request, complaint);
        }

        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (RefuseChange(request, token, image!, memberId, status, out var member) is { } obstacle)
            {
                return obstacle;
            }

            var changed = member! with { Status = status, UpdatedAt = options.Clock.GetUtcNow() };
            image!.Members[image.Members.IndexOf(member!)] = changed;
            return ImageReply.Ok(MemberDocument.Write(new(), changed));
        }
    }

    public Reply Remove(ServiceRequest request, TokenRecord token, string id, string memberId)
    {
        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (image!.Visibility != ImageVisibility.Shared)
            {
                return ImageError.Forbidden(request, $"Not allowed to delete members for image {id}.");
            }

            if (Find(token, image, memberId) is not { } member)
            {
                return NoMember(request, id, memberId);
            }

            if (!token.MayChange(image))
            {
                return ImageError.NotAuthorized(request, "delete_member");
            }

            image.RemoveMember(member);
            return new Reply { Status = StatusCodes.Status204NoContent, Reason = "No Content" }.WithRequestId();
        }
    }

    /// <summary>Returns what is wrong with the body of an addition, or null.</summary>
    private static string? ComplaintAboutMember(JsonElement body, out JsonElement member)
    {
        member = default;
        return body.ValueKind != JsonValueKind.Object ? "Expected a member in the form: {\"member\": \"image_id\"}"
            : !body.TryGetProperty("member", out member) ? "Member to be added not specified"
            : IsEmpty(member) ? "Member can't be empty"
            : null;
    }

    /// <summary>Returns what is wrong with the body of a change, or null.</summary>
    private static string? ComplaintAboutStatus(JsonElement body, out string status)
    {
        status = "";
        if (body.ValueKind != JsonValueKind.Object)
        {
            return "Expected a status in the form: {\"status\": \"status\"}";
        }

        if (!body.TryGetProperty("status", out var given))
        {
            return "Status not specified";
        }

        status = given.ToString();
        return null;
    }

    private Reply? RefuseAddition(ServiceRequest request, TokenRecord token, ImageRecord image, JsonElement wanted)
    {
        if (image.Visibility != ImageVisibility.Shared)
        {
            return ImageError.Forbidden(request, $"Not allowed to create members for image {image.Id}.");
        }

        if (!token.MayChange(image))
        {
            return token.MayShowMembers(image) ? ImageError.NotAuthorized(request, "add_member") : NoImage(request, image.Id);
        }

        if (image.Member(Stored(wanted)) is not null)
        {
            return ImageError.Conflict(request, $"Member {wanted} is duplicated for image {image.Id}");
        }

        return options.ImageMemberQuota >= 0 && image.Members.Count >= options.ImageMemberQuota
            ? ImageError.TooLarge(
                request,
                $"Image member limit exceeded for image {image.Id}: "
                + "The limit has been exceeded on the number of allowed image members for this image. "
                + $"Attempted: {image.Members.Count + 1}, Maximum: {options.ImageMemberQuota}:")
            : null;
    }

    private static Reply? RefuseChange(
        ServiceRequest request, TokenRecord token, ImageRecord image, string memberId, string status, out MemberRecord? member)
    {
        member = null;
        if (image.Visibility != ImageVisibility.Shared)
        {
            return ImageError.Forbidden(request, $"Not allowed to update members for image {image.Id}.");
        }

        member = Find(token, image, memberId);
        return member is null ? NoMember(request, image.Id, memberId)
            : !token.MayModifyMember(image) ? ImageError.NotAuthorized(request, "modify_member")
            : status is not (MemberStatus.Pending or MemberStatus.Accepted or MemberStatus.Rejected)
            ? ImageError.BadRequest(request, "Incorrect request: Status must be \"pending\", \"accepted\" or \"rejected\".")
            : null;
    }
}
