using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>
/// Says which rule failed when Glance refused something about an image, and what mends it. Its sentences name the rule; where they do not, this looks
/// at the image (glance/api/v2/images.py, image_actions.py, image_data.py, glance/policies/image.py).
/// </summary>
internal sealed class ImageErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    private const string ConnectWithProject = "Connect with -ProjectName or -ProjectId.";

    /// <summary>Glance answers 404 both for what does not exist and for what this project may not see.</summary>
    public ServiceException NotVisible(NotFoundException missing, string imageId) => session.HasNoProject
        ? NoProject(missing)
        : missing.Explained(
            $"There is no image {imageId} that {session.ScopeDescription} may see.",
            ErrorIds.ImageNotFound,
            "Check the ID, or sign in to the project that owns the image or with which it is shared.");

    /// <summary>A session without a project may do nothing with images, and Glance does not say so.</summary>
    public static ServiceException NoProject(ServiceException refusal) => refusal.Explained(
        "This session is on no project, and images belong to projects.",
        ErrorIds.NoProject,
        ConnectWithProject);

    /// <summary>
    /// Returns the explanation of a policy's refusal of a token that is not scoped to a project; null if a policy is not the reason. Since oslo.policy
    /// 4.4 (OpenStack 2024.2) the scope is enforced by default, and all policies of images have the scope project (glance/policies/image.py).
    /// </summary>
    /// <param name="denied">The 403.</param>
    /// <param name="isSystem">True if the token is scoped to the system.</param>
    public static ServiceException? ScopeRefused(AccessDeniedException denied, bool isSystem)
        => !Says(denied, "not authorized to complete") ? null : new ServiceException(
            ErrorIds.NoProject,
            $"{(isSystem ? "The session is scoped to the system" : "The session is not scoped to a project")}, and this cloud's Glance requires a token that is scoped to a project. {denied.Answer.Quote()}",
            denied.Answer)
        {
            RecommendedAction = ConnectWithProject,
        };

    /// <summary>
    /// Glance deletes the data, then marks the image as deleted, then takes it out of its lists. Where the last fails, a record stays that no request
    /// can remove (glance/db, ImageRepo.remove; glance/domain, valid_state_targets).
    /// </summary>
    public static ServiceException HalfDeleted(ServiceException failure, string imageId) => failure.Explained(
        $"Image {imageId} is deleted by half: its data is gone, and its record, which no request can remove any more, stays in the lists with the status '{ImageStatus.Deleted}'.",
        ErrorIds.ImageHalfDeleted,
        "Ask the cloud's operators to remove it from Glance's database; tell them the request ID.");

    /// <param name="refusal">What Glance said.</param>
    /// <param name="imageId">What it is about.</param>
    /// <param name="isNew">True if the image was to be made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ServiceException> ExplainAsync(ServiceException refusal, string imageId, bool isNew, CancellationToken cancellationToken)
    {
        var known = refusal switch
        {
            InvalidRequestException when Says(refusal, "4 byte unicode") => refusal.Explained(
                "Glance takes no emoji or other character beyond U+FFFF in the name of an image.",
                ErrorIds.InvalidImageName,
                "Choose another name."),
            InvalidRequestException when Says(refusal, "transition from deleted") => HalfDeleted(refusal, imageId),
            ConflictException => Conflicting(refusal, imageId),
            LimitExceededException => refusal.Explained(
                $"Image {imageId}: the cloud has no room for it. A quota of the project is used up, the image is larger than the cloud takes, or its store is full.",
                ErrorIds.LimitExceeded,
                "Remove images that nobody needs (Get-OSImage -Sort size:desc), or ask the cloud's operators for a larger quota."),
            AccessDeniedException when session.HasNoProject => NoProject(refusal),
            AccessDeniedException => Denied(refusal, imageId),
            NotFoundException missing when Says(missing, "is not stored in store") => missing.Explained(
                $"The store does not hold image {imageId}.", ErrorIds.NotFound, "Get-OSImage shows the stores that do (Stores)."),
            NotFoundException missing => NotVisible(missing, imageId),
            _ => null,
        };
        return known
            ?? (refusal is AccessDeniedException && !isNew ? await ExplainByImageAsync(refusal, imageId, cancellationToken).ConfigureAwait(false) : null)
            ?? (refusal is AccessDeniedException ? RoleMissing(refusal) : refusal);
    }

    private static ServiceException Conflicting(ServiceException refusal, string imageId)
        => Says(refusal, "already exists") ? refusal.Explained(
                $"There is an image with the ID {imageId} already, perhaps one that this project may not see.",
                ErrorIds.ImageExists,
                "Leave -Id out, and a free one is chosen.")
            : Says(refusal, "is not available on this node") ? refusal.Explained(
                "The cloud has no such store.", ErrorIds.StoreNotFound, "Get-OSImage shows in which stores the data is (Stores).")
            : Says(refusal, "in use") ? refusal.Explained(
                $"The data of image {imageId} is in use: a server or volume was made from it by cloning.",
                ErrorIds.ImageInUse,
                "Remove what was made from it first, or hide the image (Set-OSImage -Hidden $true).")
            : Says(refusal, "transition") || Says(refusal, "status") ? refusal.Explained(
                $"The status of image {imageId} does not allow this.",
                ErrorIds.WrongImageStatus,
                "Get-OSImage shows the status. An image that has data keeps it: make a new one.")
            : Says(refusal, "does not exist") || Says(refusal, "already present") ? refusal.Explained(
                $"Image {imageId} was changed by somebody else at the same time; nothing of this change was made.",
                ErrorIds.ImageChanged,
                "Look at it with Get-OSImage, and run the command again if it is still right.")
            : refusal;

    private static ServiceException? Denied(ServiceException refusal, string imageId)
        => Says(refusal, "is protected") ? refusal.Explained(
                $"Image {imageId} is protected against deletion.",
                ErrorIds.ImageProtected,
                "Set-OSImage -Protected $false lets it be deleted.")
            : Says(refusal, "publicize_image") ? refusal.Explained(
                "Only an admin makes an image public.",
                ErrorIds.AdminRequired,
                "Ask the cloud's operators; -Visibility community lets every project use it without listing it, shared those with which it is shared.")
            : Says(refusal, "Owner can't be updated") || Says(refusal, "images owned by") ? refusal.Explained(
                "Only an admin says to which project an image belongs.",
                ErrorIds.AdminRequired,
                "Ask the cloud's operators, or connect to that project and make the image there.")
            : Says(refusal, "has been deactivated") ? refusal.Explained(
                $"Image {imageId} is deactivated: only admins can read its data.",
                ErrorIds.ImageDeactivated,
                "Enable-OSImage lets it be read again.")
            : Says(refusal, "only store") ? refusal.Explained(
                $"It is the only store that holds the data of image {imageId}.",
                ErrorIds.LastStore,
                "Remove-OSImage without -Store deletes the image as a whole.")
            : Says(refusal, "queued image") || Says(refusal, "in status") ? refusal.Explained(
                $"The status of image {imageId} does not allow this.",
                ErrorIds.WrongImageStatus,
                "Get-OSImage shows the status. A format can be changed only before the image has data.")
            : Says(refusal, "read-only") || Says(refusal, "is reserved") ? refusal.Explained(
                "The service sets this property itself.",
                ErrorIds.ReadOnlyProperty,
                "Leave it out.")
            : null;

    private async Task<ServiceException?> ExplainByImageAsync(ServiceException denied, string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var image = await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            return image.OwnerId == session.ProjectId || session.IsAdmin ? null : denied.Explained(
                $"Image {new ResourceName(image.Id, image.Name)} belongs to project {image.OwnerId}; only that project and admins may do this, and {session.ScopeDescription} is neither.",
                ErrorIds.NotTheOwner,
                $"Connect to project {image.OwnerId}, or ask its people.");
        }
        catch (OpenStackException)
        {
            // The look only serves the message; what was refused is what counts.
            return denied;
        }
    }

    private ServiceException RoleMissing(ServiceException denied) => denied.Explained(
        $"The roles of user '{session.UserName}' on {session.ScopeDescription} ({string.Join(", ", session.Roles)}) do not allow this.",
        ErrorIds.RoleMissing,
        "It takes the role member on the project, or admin.");

    private static bool Says(ServiceException refusal, string part) => refusal.ServerMessage.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
