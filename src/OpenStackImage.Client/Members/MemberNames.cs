using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>
/// Looks up the names of the images, projects and domains of members: each once per command, regardless of the number of rows. An ID that
/// this user is not permitted to look up remains an ID; a failed lookup never fails the list.
/// </summary>
internal sealed class MemberNames(OpenStackSession session, IRequestObserver? observer)
{
    private readonly ProjectClient _projects = new(session, observer);
    private readonly DomainClient _domains = new(session, observer);
    private readonly ImageClient _images = new(session, observer);
    private readonly AsyncCache<ProjectLookup> _projectLookups = new();
    private readonly AsyncCache<string?> _domainNames = new();
    private readonly AsyncCache<string?> _imageNames = new();

    /// <summary>Returns members with the names of image, project and domain.</summary>
    public async Task<IReadOnlyList<ImageMember>> ResolveAsync(IReadOnlyList<ImageMember> members, CancellationToken cancellationToken)
    {
        var named = new List<ImageMember>(members.Count);
        foreach (var member in members)
        {
            var imageName = member.ImageName ?? await ImageNameAsync(member.ImageId, cancellationToken).ConfigureAwait(false);
            var project = await ProjectAsync(member.MemberId, cancellationToken).ConfigureAwait(false);
            var domain = project?.DomainId is { } domainId
                ? await TryAsync(
                    _domainNames.GetOrAddAsync(
                        domainId, () => _domains.NameOfAsync(domainId, cancellationToken), cancellationToken)).ConfigureAwait(false)
                : null;
            named.Add(member.WithNames(imageName, project?.Name, domain));
        }

        return named;
    }

    /// <summary>Returns the name of an image; null if it cannot be looked up.</summary>
    public Task<string?> ImageNameAsync(string imageId, CancellationToken cancellationToken)
        => TryAsync(_imageNames.GetOrAddAsync(imageId, () => ReadImageNameAsync(imageId, cancellationToken), cancellationToken));

    /// <summary>Returns the name of a project; null if it cannot be looked up.</summary>
    public async Task<string?> ProjectNameAsync(string projectId, CancellationToken cancellationToken)
    {
        var project = await ProjectAsync(projectId, cancellationToken).ConfigureAwait(false);
        return project?.Name;
    }

    /// <summary>Determines whether the project of a member does not exist.</summary>
    /// <exception cref="NameNotFoundException">This user is not permitted to read the project.</exception>
    public async Task<bool> IsOrphanAsync(ImageMember member, CancellationToken cancellationToken)
    {
        if (!OpenStackId.IsPathSegment(member.MemberId))
        {
            return true;
        }

        var lookup = await LookUpAsync(member.MemberId, cancellationToken).ConfigureAwait(false);
        var canonicalId = OpenStackId.CanonicalProjectId(member.MemberId);
        if (lookup.IsKnownMissing && canonicalId != member.MemberId)
        {
            lookup = await LookUpAsync(canonicalId, cancellationToken).ConfigureAwait(false);
        }

        return lookup.Project is null && !lookup.IsKnownMissing
            ? throw new NameNotFoundException(
                ErrorIds.ProjectsNotReadable,
                $"It cannot be determined whether project {member.MemberId} exists: {session.ScopeDescription} is not permitted to read "
                    + "other projects.",
                "-Orphaned requires an admin session.")
            : lookup.IsKnownMissing;
    }

    private async Task<string?> ReadImageNameAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await _images.GetAsync(imageId, cancellationToken).ConfigureAwait(false);
        return image.Name;
    }

    private async Task<Project?> ProjectAsync(string projectId, CancellationToken cancellationToken)
    {
        // Text that is not a UUID can only be an ID where the project of the session shows that IDs are not UUIDs.
        var mayBeId = OpenStackId.IsProjectId(projectId)
            || (session.ProjectId is { } own && !OpenStackId.IsProjectId(own) && OpenStackId.MayBeProjectId(projectId));
        if (!mayBeId)
        {
            return null;
        }

        var lookup = await TryAsync(LookUpAsync(projectId, cancellationToken)).ConfigureAwait(false);
        return lookup?.Project;
    }

    private Task<ProjectLookup> LookUpAsync(string projectId, CancellationToken cancellationToken)
        => _projectLookups.GetOrAddAsync(projectId, () => _projects.GetAsync(projectId, cancellationToken), cancellationToken);

    private static async Task<T?> TryAsync<T>(Task<T> lookup) where T : class?
    {
        try
        {
            return await lookup.ConfigureAwait(false);
        }
        catch (OpenStackException)
        {
            return null;
        }
    }
}
