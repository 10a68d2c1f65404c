using OpenStackImage.Http;

namespace OpenStackImage.Images;

/// <content>Deactivation and reactivation.</content>
internal sealed partial class ImageClient
{
    /// <summary>POST /v2/images/{id}/actions/deactivate: only admins can read the data. Repeating it has no further effect.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or it belongs to another project.</exception>
    public Task DeactivateAsync(string imageId, CancellationToken cancellationToken)
        => ActAsync(imageId, "deactivate", ImageStatus.Deactivated, cancellationToken);

    /// <summary>POST /v2/images/{id}/actions/reactivate: the data can be read again. Repeating it has no further effect.</summary>
    /// <exception cref="AccessDeniedException">The image's status does not allow it, or this user has no permission.</exception>
    public Task ReactivateAsync(string imageId, CancellationToken cancellationToken)
        => ActAsync(imageId, "reactivate", ImageStatus.Active, cancellationToken);

    private Task ActAsync(string imageId, string action, string status, CancellationToken cancellationToken)
    {
        var verification = Verification.OfState(Resource(session.Image, imageId), now => Read(now, imageId).Status == status);
        var request = ServiceRequest.Post(Resource(session.Image, imageId, "actions", action), verification);
        return WriteAsync(imageId, request, cancellationToken);
    }
}
