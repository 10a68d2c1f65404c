using System.Runtime.CompilerServices;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>What other projects share with the session's project.</summary>
internal sealed class SharedWithMe(OpenStackSession session, IRequestObserver? observer)
{
    /// <summary>
    /// The shared images that this project does not own and is a member of. To an admin Glance lists every shared image, whatever the member status
    /// asked for, so each is asked for this project's membership.
    /// </summary>
    /// <param name="status">What the project has made of them, one of <see cref="MemberStatus"/>.</param>
    /// <param name="limit">How many requests may be under way at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OpenStackException">The session does not know its project.</exception>
    public async IAsyncEnumerable<Image> ListAsync(string status, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var projectId = session.RequireProjectId();
        var query = new ImageQuery { Visibility = ImageVisibility.Shared, MemberStatus = status };
        var images = NotOwnedBy(projectId, new ImageClient(session, observer).ListAsync(query, cancellationToken));
        if (!session.IsAdmin)
        {
            await foreach (var image in images.ConfigureAwait(false))
            {
                yield return image;
            }

            yield break;
        }

        var members = new MemberClient(session, observer);
        var memberships = ParallelSelect.SelectAsync(images, limit, image => members.FindAsync(image.Id, projectId, cancellationToken), cancellationToken);
        await foreach (var (image, membership) in memberships.ConfigureAwait(false))
        {
            if (await membership.ConfigureAwait(false) is { } member && (status == MemberStatus.All || member.Status == status))
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
