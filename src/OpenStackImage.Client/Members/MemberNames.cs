using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>
/// Puts names beside the IDs of members: one look-up for each project, domain and image, however many rows. What this user may not look up stays an
/// ID; no failure of a name ever fails the list.
/// </summary>
internal sealed class MemberNames(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ProjectClient _projects = new(session, observer);
    private readonly DomainClient _domains = new(session, observer);
    private readonly ImageClient _images = new(session, observer);

    /// <param name="members">Members of one image.</param>
    /// <param name="imageName">The image's name, where it is known; else it is looked up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ImageMember>> ResolveAsync(IReadOnlyList<ImageMember> members, string? imageName, CancellationToken cancellationToken)
    {
        if (members.Count == 0)
        {
            return members;
        }

        imageName ??= await LookUpAsync(async () => (await _images.GetAsync(members[0].ImageId, cancellationToken).ConfigureAwait(false)).Name).ConfigureAwait(false);
        var named = new List<ImageMember>(members.Count);
        foreach (var member in members)
        {
            var project = await LookUpAsync(() => ProjectAsync(member.MemberId, cancellationToken)).ConfigureAwait(false);
            var domain = project?.DomainId is { } domainId
                ? await LookUpAsync(() => _domains.NameOfAsync(domainId, cancellationToken)).ConfigureAwait(false)
                : null;
            named.Add(member.Named(imageName, project?.Name, domain));
        }

        return named;
    }

    /// <summary>Those members whose project does not exist any more, or never did.</summary>
    /// <exception cref="NameNotFoundException">This user may not read projects.</exception>
    public async Task<IReadOnlyList<ImageMember>> OrphansAsync(IReadOnlyList<ImageMember> members, CancellationToken cancellationToken)
    {
        var orphans = new List<ImageMember>();
        foreach (var member in members)
        {
            var isOrphan = !OpenStackId.IsProjectId(member.MemberId);
            if (!isOrphan)
            {
                var lookup = await _projects.GetAsync(member.MemberId, cancellationToken).ConfigureAwait(false);
                isOrphan = lookup.IsKnownMissing;
                if (!isOrphan && lookup.Project is null)
                {
                    throw new NameNotFoundException(
                        ErrorIds.ProjectsNotReadable,
                        $"Whether project {member.MemberId} still exists cannot be told: {session.ScopeDescription} may not read other projects.",
                        "-Orphaned takes an admin's session.");
                }
            }

            if (isOrphan)
            {
                orphans.Add(member);
            }
        }

        return orphans;
    }

    private async Task<Project?> ProjectAsync(string projectId, CancellationToken cancellationToken)
        => OpenStackId.IsProjectId(projectId) ? (await _projects.GetAsync(projectId, cancellationToken).ConfigureAwait(false)).Project : null;

    private static async Task<T?> LookUpAsync<T>(Func<Task<T?>> lookUp) where T : class
    {
        try
        {
            return await lookUp().ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            return null;
        }
    }
}
