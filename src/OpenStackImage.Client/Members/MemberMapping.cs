using System.Collections.Concurrent;
using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>
/// Finds the projects of another cloud that correspond to the members of an image: those of a map, otherwise the project of the same name
/// in the domain of the same name. In the same cloud, they are the same projects.
/// </summary>
/// <param name="source">The session of the image.</param>
/// <param name="destination">The session of the other cloud.</param>
/// <param name="map">Projects of the destination that have another name.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class MemberMapping(
    OpenStackSession source, OpenStackSession destination, ProjectMapping map, IRequestObserver? observer)
{
    private readonly ConcurrentDictionary<string, ProjectResolver> _projects = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the members of an image with their names, as far as the session may read them; none of an image that is not shared.
    /// </summary>
    public static async Task<IReadOnlyList<ImageMember>> ReadAsync(
        Image image, OpenStackSession session, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        if (image.Visibility != ImageVisibility.Shared)
        {
            return [];
        }

        var members = await new MemberClient(session, observer)
            .ListAsync(image.ResourceName, cancellationToken).ConfigureAwait(false);
        return await new MemberNames(session, observer).ResolveAsync(members, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the member that corresponds to a member of the source, with its status, and without an image. The project of the destination
    /// does not become a member of its copy, unless the map contains it.
    /// </summary>
    /// <param name="member">A member with its names.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null for the project that owns the copy.</returns>
    /// <exception cref="NameNotFoundException">There is no such project, or it cannot be looked up.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<ImageMember?> MapAsync(ImageMember member, CancellationToken cancellationToken)
    {
        var project = await FindAsync(member, cancellationToken).ConfigureAwait(false);
        var isMapped = map.Find(member) is not null;
        return IsDestination(project.Id) && !isMapped
            ? null
            : new ImageMember
            {
                MemberId = project.Id,
                MemberName = project.Name,
                MemberDomain = isMapped ? null : member.MemberDomain,
                Status = member.Status,
            };
    }

    private bool IsDestination(string projectId)
        => destination.ProjectId is { } own && OpenStackId.CanonicalProjectId(projectId) == OpenStackId.CanonicalProjectId(own);

    private async Task<ResourceName> FindAsync(ImageMember member, CancellationToken cancellationToken)
    {
        if (map.Find(member) is { } mapped)
        {
            return await ResolveAsync(mapped, domain: null, "Correct -ProjectMap.", cancellationToken).ConfigureAwait(false);
        }

        if (source.CloudIdentity == destination.CloudIdentity)
        {
            return new ResourceName(member.MemberId, member.MemberName);
        }

        if (member.MemberName is not { } name)
        {
            throw await ExplainAsync(member, cancellationToken).ConfigureAwait(false);
        }

        var action = $"Use -ProjectMap @{{ '{name}' = 'name or ID' }}, or create the project.";
        return await ResolveAsync(name, member.MemberDomain, action, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the error of a member whose name is not known.</summary>
    private async Task<NameNotFoundException> ExplainAsync(ImageMember member, CancellationToken cancellationToken)
    {
        var map = $"-ProjectMap @{{ '{member.MemberId}' = 'name or ID' }}";
        try
        {
            if (await new MemberNames(source, observer).IsOrphanAsync(member, cancellationToken).ConfigureAwait(false))
            {
                return new NameNotFoundException(
                    ErrorIds.ProjectNotFound,
                    $"Project {member.MemberId} does not exist in cloud '{source.Cloud}', so its project in cloud "
                        + $"'{destination.Cloud}' is not known.",
                    $"Use Remove-OSImageMember to remove it from the image, or use {map}.");
            }
        }
        catch (OpenStackException)
        {
            // The session is not permitted to read the project, or Keystone fails.
        }

        return new NameNotFoundException(
            ErrorIds.ProjectNotResolved,
            $"The name of project {member.MemberId} of cloud '{source.Cloud}' cannot be looked up, so its project in cloud "
                + $"'{destination.Cloud}' is not known.",
            $"Use {map}, or a session that may read projects.");
    }

    /// <summary>Finds a project of the destination; an error names the cloud.</summary>
    private async Task<ResourceName> ResolveAsync(string text, string? domain, string action, CancellationToken cancellationToken)
    {
        var projects = _projects.GetOrAdd(
            domain ?? "", _ => new ProjectResolver(destination, domain, requiresExisting: true, observer));
        try
        {
            return await projects.ResolveAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (NameNotFoundException missing)
        {
            // A session without permission to read names needs the ID.
            throw new NameNotFoundException(
                missing.ErrorId,
                $"{missing.Message} (Cloud '{destination.Cloud}'.)",
                missing.ErrorId == ErrorIds.ProjectNotFound
                    ? action
                    : $"Use the ID of the project in -ProjectMap: @{{ '{text}' = 'ID' }}.");
        }
    }
}
