using Flurl;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <content>The removal of members.</content>
internal sealed partial class MemberClient
{
    /// <summary>
    /// DELETE /v2/images/{id}/members/{project}: stops sharing the image with a project that the member list has shown to be a member.
    /// </summary>
    /// <exception cref="NotFoundException">The project is not a member, or the image is not visible to this project.</exception>
    /// <exception cref="AccessDeniedException">The image belongs to another project.</exception>
    public Task RemoveAsync(string imageId, string projectId, CancellationToken cancellationToken)
        => RemoveAsync(imageId, projectId, wasMember: true, cancellationToken);

    /// <summary>
    /// Stops sharing the image with a project that may or may not be a member. The member is read first: if the response to the DELETE is
    /// lost and a second DELETE finds no member, this shows whether the member existed.
    /// </summary>
    /// <inheritdoc cref="RemoveAsync(string, string, CancellationToken)"/>
    public async Task RemoveIfMemberAsync(string imageId, string projectId, CancellationToken cancellationToken)
    {
        var member = await FindAsync(imageId, projectId, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(imageId, projectId, wasMember: member is not null, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveAsync(string imageId, string projectId, bool wasMember, CancellationToken cancellationToken)
    {
        ServiceRequest Delete(Url member) => ServiceRequest.Delete(member, Verification.OfDeletion(member, Shows(imageId), wasMember));
        using var writeLock = await ImageWriteLock.EnterAsync(session, imageId, cancellationToken).ConfigureAwait(false);
        await SendAsync(RequestKind.RemoveMember, imageId, projectId, Delete, response => response, cancellationToken)
            .ConfigureAwait(false);
    }
}
