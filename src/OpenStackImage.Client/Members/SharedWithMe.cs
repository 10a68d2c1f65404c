using System.Runtime.CompilerServices;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>The images that other projects share with the session's project.</summary>
internal sealed class SharedWithMe(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>
    /// Returns the shared images that this project does not own and is a member of. To an admin Glance lists every shared image and
    /// ignores the member status in the request, so the membership of this project is read for each.
    /// </summary>
    /// <param name="statuses">The member statuses of this project, some of <see cref="MemberStatus"/>.</param>
    /// <param name="hidden">True for hidden images only.</param>
    /// <param name="limit">The maximum number of concurrent requests.</param>
    /// <param name="onFailure">Receives an image whose membership cannot be read; the others are still returned.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OpenStackException">The session does not know its project.</exception>
    public async IAsyncEnumerable<Image> ListAsync(
        IReadOnlyList<string> statuses, bool hidden, int limit, Action<Image, OpenStackException> onFailure,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var projectId = session.RequireProjectId();
        var status = statuses.Count == 1 ? statuses[0] : MemberStatus.All;
        var query = new ImageQuery { Visibility = ImageVisibility.Shared, MemberStatus = status, Hidden = hidden };
        var images = NotOwnedBy(projectId, new ImageClient(session, observer).ListAsync(query, cancellationToken));
        if (!session.IsAdmin && statuses.Count == 1)
        {
            await foreach (var image in images.ConfigureAwait(false))
            {
                yield return image;
            }

            yield break;
        }

        var members = new MemberClient(session, observer);
        var memberships = ParallelSelect.SelectAsync(
            images, limit, image => members.FindAsync(image.Id, projectId, cancellationToken), cancellationToken);
        await foreach (var (image, membership) in memberships.ConfigureAwait(false))
        {
            ImageMember? member = null;
            try
            {
                member = await membership.ConfigureAwait(false);
            }
            catch (OpenStackException failure)
            {
                onFailure(image, failure);
            }

            if (member is not null && (statuses.Contains(MemberStatus.All) || statuses.Contains(member.Status)))
            {
                yield return image;
            }
        }
    }

    private static async IAsyncEnumerable<Image> NotOwnedBy(string projectId, IAsyncEnumerable<Image> images)
    {
        await foreach (var image in images.ConfigureAwait(false))
        {
            if (image.OwnerId != projectId)
            {
                yield return image;
            }
        }
    }
}
