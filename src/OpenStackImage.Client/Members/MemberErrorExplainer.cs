using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>A request about members.</summary>
internal enum MemberAction
{
    List,
    Add,
    Remove,
    SetStatus,
}

/// <summary>
/// Explains why Glance refused a request about members. Its 403 and 404 omit the reason on purpose, so the image is read if possible; the
/// error says which rule failed and how to fix it (glance/api/v2/image_members.py, glance/policies/image.py).
/// </summary>
internal sealed class MemberErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    public async Task<ServiceException> ExplainAsync(
        ServiceException refusal, MemberAction action, string imageId, string? projectId, CancellationToken cancellationToken)
    {
        return refusal switch
        {
            ConflictException => refusal.Explained(
                $"Image {imageId} is shared with project {projectId} already.",
                ErrorIds.MemberExists,
                "Use -SkipExisting to get the present member instead."),
            LimitExceededException => refusal.Explained(
                $"Image {imageId} cannot be shared with project {projectId}: it has as many members as this cloud allows "
                    + "(image_member_quota).",
                ErrorIds.MemberQuotaExceeded,
                "Remove members that no longer need the image (Remove-OSImageMember), or ask the cloud's operators for a larger quota. "
                    + "A community image needs no members."),
            NotFoundException missing => IsAboutMember(missing)
                ? missing.Explained(
                    $"Image {imageId} is not shared with project {projectId}.",
                    ErrorIds.NotAMember,
                    action == MemberAction.Remove
                        ? "Get-OSImageMember lists the members."
                        : "The owner shares the image with Add-OSImageMember.")
                : new ImageErrorExplainer(session, observer).NotVisible(missing, imageId),
            AccessDeniedException denied => await ExplainDeniedAsync(denied, action, imageId, projectId, cancellationToken)
                .ConfigureAwait(false),
            _ => refusal,
        };
    }

    private static bool IsAboutMember(NotFoundException missing)
        => missing.ServerMessage.IndexOf("not found in the member list", StringComparison.OrdinalIgnoreCase) >= 0;

    private async Task<ServiceException> ExplainDeniedAsync(
        AccessDeniedException denied, MemberAction action, string imageId, string? projectId, CancellationToken cancellationToken)
    {
        if (session.HasNoProject)
        {
            return ImageErrorExplainer.NoProject(denied);
        }

        if (await FindImageAsync(imageId, cancellationToken).ConfigureAwait(false) is not { } image)
        {
            return denied;
        }

        if (image.Visibility != ImageVisibility.Shared)
        {
            return NotShared(denied, image, action);
        }

        if (action == MemberAction.SetStatus && projectId != session.ProjectId && !session.IsAdmin)
        {
            return denied.Explained(
                $"Only project {projectId} and admins can set its member status for image {Name(image)}; "
                    + $"{session.ScopeDescription} is neither{(image.OwnerId == session.ProjectId ? ", though it owns the image" : "")}.",
                ErrorIds.NotTheMember,
                $"Connect to project {projectId} and run the command there, or pass that session with -Session.");
        }

        return action != MemberAction.SetStatus && image.OwnerId != session.ProjectId && !session.IsAdmin
            ? denied.Explained(
                $"Image {Name(image)} belongs to project {image.OwnerId}. Only that project and admins can share it, "
                    + $"and {session.ScopeDescription} is neither.",
                ErrorIds.NotTheOwner,
                $"Connect to project {image.OwnerId}, or ask a user of that project.")
            : denied.Explained(
                $"The roles of user '{session.UserName}' on {session.ScopeDescription} ({string.Join(", ", session.Roles)}) do not allow "
                    + "this.",
                ErrorIds.RoleMissing,
                "Requires the member role on the project, or the admin role.");
    }

    private static ServiceException NotShared(AccessDeniedException denied, Image image, MemberAction action) => image.Visibility switch
    {
        ImageVisibility.Private => denied.Explained(
            $"Image {Name(image)} is private, and only shared images have members.",
            ErrorIds.ImageNotShared,
            action == MemberAction.Add
                ? "Use -SetShared to make it shared first."
                : "The owner makes it shared with Add-OSImageMember -SetShared."),
        _ => denied.Explained(
            $"Image {Name(image)} is {image.Visibility}, and only shared images have members.",
            ErrorIds.ImageNotShared,
            $"Every project can use a {image.Visibility} image without being a member. To limit it to some projects, "
                + "the owner must change its visibility to shared."),
    };

    private async Task<Image?> FindImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            // The image is read for the message only; the refusal is the error.
            return null;
        }
    }

    private static string Name(Image image) => image.Name is null ? image.Id : $"'{image.Name}' ({image.Id})";
}
