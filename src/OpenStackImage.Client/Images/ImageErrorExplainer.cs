using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Identity;

namespace OpenStackImage.Images;

/// <summary>
/// Explains which rule Glance applied when it refused a request about an image, and how to fix it. Its messages name the rule; if they do
/// not, the image is read (glance/api/v2/images.py, image_actions.py, image_data.py, glance/policies/image.py).
/// </summary>
internal sealed class ImageErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    private const string OmitId = "Omit -Id to use a random ID.";

    /// <summary>Returns the error of an image that exists although a new one was to get its ID. No request to create it was sent.</summary>
    public static ConflictException Exists(OpenStackSession session, Image image)
    {
        var response = new ErrorResponse(
            "image",
            "GET",
            ImageClient.Resource(session.Image, image.Id).ToUri(),
            409,
            "",
            "No request to create it was sent.",
            null,
            null,
            Attempt.Start());
        return new ConflictException(
            ErrorIds.ImageExists, $"Image {new ResourceName(image.Id, image.Name)} exists already.", response, OmitId);
    }

    /// <summary>
    /// Explains a 404, which Glance sends both for images that do not exist and for images that this project has no access to.
    /// </summary>
    public ServiceException NotVisible(NotFoundException missing, string imageId) => session.HasNoProject
        ? NoProject(missing)
        : missing.Explained(
            $"Image {imageId} does not exist, or is not visible to {session.ScopeDescription}.",
            ErrorIds.ImageNotFound,
            "Check the ID, or connect to the project that owns the image or with which it is shared.");

    /// <summary>Explains a refusal to a session without a project, which Glance does not explain.</summary>
    public static ServiceException NoProject(ServiceException refusal) => refusal.Explained(
        "This session is not scoped to a project, and images belong to projects.",
        ErrorIds.NoProject,
        ScopeRefusal.ConnectWithProject);

    /// <summary>
    /// Explains a deletion that failed in the middle. Glance deletes the data, then marks the image as deleted, then removes it from its
    /// lists. If the last
    /// step fails, a record stays that no request can remove (glance/db, ImageRepo.remove; glance/domain, valid_state_targets).
    /// </summary>
    public static ServiceException HalfDeleted(ServiceException failure, string imageId) => failure.Explained(
        $"Image {imageId} is partially deleted: its data is deleted, but its record stays in the lists with the status "
            + $"'{ImageStatus.Deleted}', and no request can remove it.",
        ErrorIds.ImageHalfDeleted,
        "Ask the cloud's operators to remove it from Glance's database, and give them the request ID.");

    /// <summary>Explains a refusal.</summary>
    /// <param name="refusal">The error of the response.</param>
    /// <param name="imageId">The ID of the image.</param>
    /// <param name="isNew">True if the image was to be created.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<ServiceException> ExplainAsync(
        ServiceException refusal, string imageId, bool isNew, CancellationToken cancellationToken)
    {
        var known = refusal switch
        {
            InvalidRequestException when Says(refusal, "4 byte unicode") => refusal.Explained(
                "Glance does not accept emoji or other characters beyond U+FFFF in the name of an image.",
                ErrorIds.InvalidImageName,
                "Choose another name."),
            InvalidRequestException when Says(refusal, "transition from deleted") => HalfDeleted(refusal, imageId),
            ConflictException => Conflicting(refusal, imageId),
            LimitExceededException => refusal.Explained(
                $"The cloud has no space for image {imageId}: a quota of the project is used up, "
                    + "the image is larger than the cloud allows, or its store is full.",
                ErrorIds.LimitExceeded,
                "Remove images that are not needed (Get-OSImage -Sort Size:desc), or ask the cloud's operators for a larger quota."),
            AccessDeniedException when session.HasNoProject => NoProject(refusal),
            AccessDeniedException => Denied(refusal, imageId),
            NotFoundException missing when Says(missing, "is not stored in store") => missing.Explained(
                $"The store does not contain image {imageId}.", ErrorIds.NotFound, "Use Get-OSImage to check its stores (Stores)."),
            NotFoundException missing => NotVisible(missing, imageId),
            _ => null,
        };
        return known
            ?? (
                refusal is AccessDeniedException && !isNew
                    ? await ExplainByImageAsync(refusal, imageId, cancellationToken).ConfigureAwait(false)
                    : null)
            ?? (refusal is AccessDeniedException ? RoleMissing(refusal) : refusal);
    }

    private static ServiceException Conflicting(ServiceException refusal, string imageId)
        => Says(refusal, "already exists") ? refusal.Explained(
                $"An image with the ID {imageId} exists already; it may not be visible to this project.",
                ErrorIds.ImageExists,
                OmitId)
            : Says(refusal, "is not available on this node") ? refusal.Explained(
                "The store does not exist.", ErrorIds.StoreNotFound, "Use Get-OSImage to check the stores of the image (Stores).")
            : Says(refusal, "in use") ? refusal.Explained(
                $"The data of image {imageId} is in use: a server or volume is a clone of it.",
                ErrorIds.ImageInUse,
                "Remove the clones first, or hide the image (Set-OSImage -Hidden $true).")
            : Says(refusal, "transition") || Says(refusal, "status") ? refusal.Explained(
                $"The status of image {imageId} does not allow this.",
                ErrorIds.WrongImageStatus,
                "Use Get-OSImage to check the status. The data of an image cannot be replaced; create a new image.")
            : Says(refusal, "does not exist") || Says(refusal, "already present") ? refusal.Explained(
                $"Someone else changed image {imageId} at the same time; this change was not made.",
                ErrorIds.ImageChanged,
                "Check it with Get-OSImage, and run the command again if it is still needed.")
            : refusal;

    private static ServiceException? Denied(ServiceException refusal, string imageId)
        => Says(refusal, "is protected") ? refusal.Explained(
                $"Image {imageId} is protected against deletion.",
                ErrorIds.ImageProtected,
                "Use Set-OSImage -Protected $false first.")
            : Says(refusal, "publicize_image") ? refusal.Explained(
                "Only an admin can set the visibility of an image to public.",
                ErrorIds.AdminRequired,
                "Ask the cloud's operators, or use -Visibility community (every project can use the image, "
                    + "but it is not listed) or shared.")
            : Says(refusal, "Owner can't be updated") || Says(refusal, "images owned by") ? refusal.Explained(
                "Only an admin can choose the project that owns an image.",
                ErrorIds.AdminRequired,
                "Ask the cloud's operators, or connect to that project and create the image there.")
            : Says(refusal, "has been deactivated") ? refusal.Explained(
                $"Image {imageId} is deactivated: only admins can read its data.",
                ErrorIds.ImageDeactivated,
                "Use Enable-OSImage to reactivate it.")
            : Says(refusal, "only store") ? refusal.Explained(
                $"No other store contains the data of image {imageId}.",
                ErrorIds.LastStore,
                "Use Remove-OSImage without -Store to delete the image.")
            : Says(refusal, "queued image") || Says(refusal, "in status") ? refusal.Explained(
                $"The status of image {imageId} does not allow this.",
                ErrorIds.WrongImageStatus,
                "Use Get-OSImage to check the status. A format can be changed only while the image has no data.")
            : Says(refusal, "read-only") || Says(refusal, "is reserved") ? refusal.Explained(
                "Only the service sets this property.",
                ErrorIds.ReadOnlyProperty,
                "Omit it.")
            : null;

    private async Task<ServiceException?> ExplainByImageAsync(ServiceException denied, string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var image = await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
            return image.OwnerId == session.ProjectId || session.IsAdmin ? null : denied.Explained(
                $"Image {new ResourceName(image.Id, image.Name)} belongs to project {image.OwnerId}; "
                    + $"only that project and admins have permission, and {session.ScopeDescription} is neither.",
                ErrorIds.NotTheOwner,
                $"Connect to project {image.OwnerId}, or ask its members.");
        }
        catch (OpenStackException)
        {
            // The image only completes the message; the refusal is the error.
            return denied;
        }
    }

    private ServiceException RoleMissing(ServiceException denied) => denied.Explained(
        $"The roles of user '{session.UserName}' on {session.ScopeDescription} ({string.Join(", ", session.Roles)}) do not allow this.",
        ErrorIds.RoleMissing,
        "Use a user with the role member on the project, or an admin session.");

    private static bool Says(ServiceException refusal, string part)
        => refusal.ServerMessage.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
