using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <summary>
/// Explains why Glance refused a request for an image, with the table of reasons. Glance deliberately omits the reason of a 403 or 404. If
/// the table needs more information, the image is read.
/// </summary>
internal sealed class ImageErrorExplainer(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>Returns the error of a new image whose ID already exists. No request to create it was sent.</summary>
    public static ConflictException Exists(Image image) => new(
        ErrorIds.ImageExists,
        $"Image {image.ResourceName} already exists. No request to create it was sent.",
        response: null,
        "Omit -Id to use a random ID.");

    /// <summary>
    /// Explains a deletion that failed after the data was deleted. Glance deletes the data, then marks the image as deleted, then removes
    /// it from its lists. If the last step fails, a record stays that no request can remove (glance/db, ImageRepo.remove; glance/domain,
    /// valid_state_targets).
    /// </summary>
    public static ServiceException HalfDeleted(ServiceException failure, string imageId)
        => RefusalTable.ExplainAs(ErrorIds.ImageHalfDeleted, failure, new Dictionary<string, string> { ["image"] = imageId });

    /// <summary>Explains a refusal.</summary>
    /// <param name="refusal">The error of the response.</param>
    /// <param name="kind">The kind of the request.</param>
    /// <param name="imageId">The ID of the image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="projectId">The member; null for requests that are not about one.</param>
    public async Task<ServiceException> ExplainAsync(
        ServiceException refusal, RequestKind kind, string imageId, CancellationToken cancellationToken, string? projectId = null)
    {
        Image? image = null;
        var conditions = session.HasNoProject ? RefusalCondition.NoProject : RefusalCondition.None;
        conditions |= refusal.ServerMessage.Contains(imageId) ? RefusalCondition.NamesImage : RefusalCondition.None;
        var reason = RefusalTable.Find(refusal, kind, conditions);
        if (reason is null && RefusalTable.NeedsImage(refusal, kind))
        {
            image = await FindImageAsync(imageId, cancellationToken).ConfigureAwait(false);
            reason = image is null ? null : RefusalTable.Find(refusal, kind, conditions | ConditionsOf(image, projectId));
        }

        return reason?.Explain(refusal, TextsOf(imageId, image, projectId)) ?? refusal;
    }

    private async Task<Image?> FindImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            return await new ImageClient(session, observer).GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            // The image is read only for the message. The refusal is the error.
            return null;
        }
    }

    private RefusalCondition ConditionsOf(Image image, string? projectId)
    {
        var conditions = RefusalCondition.ReadsImage;
        if (image.Visibility != ImageVisibility.Shared)
        {
            conditions |= image.Visibility == ImageVisibility.Private ? RefusalCondition.Private : RefusalCondition.NotShared;
        }

        if (image.OwnerId == session.ProjectId)
        {
            conditions |= RefusalCondition.OwnImage;
        }
        else if (!session.IsAdmin)
        {
            conditions |= RefusalCondition.OtherOwner;
        }

        return projectId != session.ProjectId && !session.IsAdmin ? conditions | RefusalCondition.OtherMember : conditions;
    }

    private Dictionary<string, string> TextsOf(string imageId, Image? image, string? projectId) => new()
    {
        ["image"] = new ResourceName(imageId, image?.Name).ToString(),
        ["owner"] = image?.OwnerId ?? "",
        ["visibility"] = image?.Visibility ?? "",
        ["project"] = projectId ?? "",
        ["scope"] = session.ScopeDescription,
        ["user"] = session.UserName ?? "",
        ["roles"] = string.Join(", ", session.Roles),
    };
}
