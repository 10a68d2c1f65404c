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

        if (body.ValueKind != JsonValueKind.Object)
        {
            return ImageError.BadRequest(request, "Expected a member in the form: {\"member\": \"image_id\"}");
        }

        if (!body.TryGetProperty("member", out var wanted))
        {
            return ImageError.BadRequest(request, "Member to be added not specified");
        }

        if (IsEmpty(wanted))
        {
            return ImageError.BadRequest(request, "Member can't be empty");
        }

        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (image!.Visibility != ImageVisibility.Shared)
            {
                return ImageError.Forbidden(request, $"Not allowed to create members for image {id}.");
            }

            if (!token.MayChange(image))
            {
                return token.MayShowMembers(image) ? ImageError.NotAuthorized(request, "add_member") : NoImage(request, id);
            }

            var memberId = Stored(wanted);
            if (image.Member(memberId) is not null)
            {
                return ImageError.Conflict(request, $"Member {wanted} is duplicated for image {id}");
            }

            if (options.ImageMemberQuota >= 0 && image.Members.Count >= options.ImageMemberQuota)
            {
                return ImageError.TooLarge(
                    request,
                    $"Image member limit exceeded for image {id}: "
                    + "The limit has been exceeded on the number of allowed image members for this image. "
                    + $"Attempted: {image.Members.Count + 1}, Maximum: {options.ImageMemberQuota}:");
            }

            var member = image.AddMember(memberId, MemberStatus.Pending, options.Clock.GetUtcNow());
            return ImageReply.Ok(MemberDocument.WriteEcho(new(), member, wanted));
        }
    }

    public Reply Update(ServiceRequest request, TokenRecord token, string id, string memberId)
    {
        if (!ImageBody.TryRead(request, out var body, out var bad))
        {
            return bad;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return ImageError.BadRequest(request, "Expected a status in the form: {\"status\": \"status\"}");
        }

        if (!body.TryGetProperty("status", out var status))
        {
            return ImageError.BadRequest(request, "Status not specified");
        }

        lock (store.Gate)
        {
            if (Lookup(request, token, id, out var image) is { } refusal)
            {
                return refusal;
            }

            if (image!.Visibility != ImageVisibility.Shared)
            {
                return ImageError.Forbidden(request, $"Not allowed to update members for image {id}.");
            }

            if (Find(token, image, memberId) is not { } member)
            {
                return NoMember(request, id, memberId);
            }

            if (!token.MayModifyMember(image))
            {
                return ImageError.NotAuthorized(request, "modify_member");
            }

            if (status.ToString() is not (MemberStatus.Pending or MemberStatus.Accepted or MemberStatus.Rejected))
            {
                return ImageError.BadRequest(request, "Incorrect request: Status must be \"pending\", \"accepted\" or \"rejected\".");
            }

            var changed = member with { Status = status.ToString(), UpdatedAt = options.Clock.GetUtcNow() };
            image.Members[image.Members.IndexOf(member)] = changed;
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
}
