using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>What was tried with a member.</summary>
internal enum MemberAction
{
    List,
    Add,
    Remove,
    SetStatus,
}

/// <summary>
/// Finds out why Glance refused. Its 403 and 404 leave the reason out on purpose, so this looks at the image where it may, and says which rule
/// failed and what mends it (glance/api/v2/image_members.py, glance/policies/image.py).
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
                $"Image {imageId} cannot be shared with project {projectId}: it has as many members as this cloud allows (image_member_quota).",
                ErrorIds.MemberQuotaExceeded,
                "Remove members that need it no longer (Remove-OSImageMember), or ask the cloud's operators for a larger quota; a community image needs no members."),
            NotFoundException missing => IsAboutMember(missing)
                ? missing.Explained(
                    $"Image {imageId} is not shared with project {projectId}.",
                    ErrorIds.NotAMember,
                    action == MemberAction.Remove ? "Get-OSImageMember shows with whom it is." : "Its owner shares it with Add-OSImageMember.")
                : new ImageErrorExplainer(session, observer).NotVisible(missing, imageId),
            AccessDeniedException denied => await ExplainDeniedAsync(denied, action, imageId, projectId, cancellationToken).ConfigureAwait(false),
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

        if (await SeeAsync(imageId, cancellationToken).ConfigureAwait(false) is not { } image)
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
                $"Whether project {projectId} takes image {Name(image)} is for that project to say, or for an admin; {session.ScopeDescription} is neither{(image.OwnerId == session.ProjectId ? ", though it owns the image" : "")}.",
                ErrorIds.NotTheMember,
                $"Connect to project {projectId} and run the same there, or pass that session with -Session.");
        }

        return action != MemberAction.SetStatus && image.OwnerId != session.ProjectId && !session.IsAdmin
            ? denied.Explained(
                $"Image {Name(image)} belongs to project {image.OwnerId}; only that project and admins say with whom it is shared, and {session.ScopeDescription} is neither.",
                ErrorIds.NotTheOwner,
                $"Connect to project {image.OwnerId}, or ask its people.")
            : denied.Explained(
                $"The roles of user '{session.UserName}' on {session.ScopeDescription} ({string.Join(", ", session.Roles)}) do not allow this.",
                ErrorIds.RoleMissing,
                "It takes the role member on the project, or admin.");
    }

    private static ServiceException NotShared(AccessDeniedException denied, Image image, MemberAction action) => image.Visibility switch
    {
        ImageVisibility.Private => denied.Explained(
            $"Image {Name(image)} is private, and only shared images have members.",
            ErrorIds.ImageNotShared,
            action == MemberAction.Add
                ? "Use -SetShared to make it shared first."
                : "Its owner makes it shared with Add-OSImageMember -SetShared."),
        _ => denied.Explained(
            $"Image {Name(image)} is {image.Visibility}, and only shared images have members.",
            ErrorIds.ImageNotShared,
            $"As a {image.Visibility} image it can be used by every project without being shared; should it be for some projects only, its owner must change its visibility to shared."),
    };

    private async Task<Image?> SeeAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            // The look only serves the message; what was refused is what counts.
            return null;
        }
    }

    private static string Name(Image image) => image.Name is null ? image.Id : $"'{image.Name}' ({image.Id})";
}
