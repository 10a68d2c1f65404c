using System.Collections.Concurrent;
using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>
/// Resolves the projects of one command, given by ID or by name. A project is looked up once per command, regardless of the number of
/// images. The next command looks it up again, because it may have been deleted, renamed or recreated in the meantime.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="domain">The domain of names, by ID or name; null for any.</param>
/// <param name="requiresExisting">True to verify that an ID belongs to a project, if the session may read that project.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ProjectResolver(OpenStackSession session, string? domain, bool requiresExisting, IRequestObserver? observer)
{
    private readonly ProjectClient _projects = new(session, observer);
    private readonly ConcurrentDictionary<string, Lazy<Task<ResourceName>>> _lookups = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the ID of a project, and its name if a request has shown it. Text that cannot be resolved is an error: Glance accepts any
    /// text as a member.
    /// </summary>
    /// <param name="text">An ID in any spelling, or a name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NameNotFoundException">There is no such project, or its name cannot be looked up.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public Task<ResourceName> ResolveAsync(string text, CancellationToken cancellationToken)
        => _lookups.GetOrAdd(text, key => new Lazy<Task<ResourceName>>(() => LookUpAsync(key, cancellationToken))).Value;

    /// <summary>
    /// Looks up the projects that no other caller has started to look up, one after another. In this way, callers that process images
    /// concurrently divide the lookups, and each of them sends one request at a time. A failure is not thrown here, but where the project
    /// is resolved.
    /// </summary>
    /// <param name="texts">IDs or names.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task DivideAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        foreach (var text in texts.Where(text => !_lookups.ContainsKey(text)))
        {
            try
            {
                await ResolveAsync(text, cancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException)
            {
                // The lookup keeps the failure.
            }
        }
    }

    private async Task<ResourceName> LookUpAsync(string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new NameNotFoundException(
                ErrorIds.ProjectNotFound, "The name of a project is empty.", "Specify the project's ID or name.");
        }

        if (domain is not null && (text == session.ProjectId || OpenStackId.IsProjectId(text)))
        {
            var project = await FindInDomainAsync(text, domain, cancellationToken).ConfigureAwait(false);
            if (project is not null)
            {
                return new ResourceName(project.Id, project.Name);
            }
        }

        if (text == session.ProjectId)
        {
            return new ResourceName(text, requiresExisting ? session.ProjectName : null);
        }

        if (!OpenStackId.IsProjectId(text))
        {
            var found = await _projects.FindByNameAsync(text, domain, cancellationToken).ConfigureAwait(false);
            return new ResourceName(found.Id, found.Name);
        }

        var spellings = OpenStackId.SpellingsOfProjectId(text, session.ProjectId);
        return requiresExisting
            ? await VerifyAsync(spellings, cancellationToken).ConfigureAwait(false)
            : new ResourceName(spellings[0], null);
    }

    /// <summary>Reads a project by its ID; null if it does not exist, or this user is not permitted to read it.</summary>
    /// <exception cref="NameNotFoundException">The project belongs to another domain.</exception>
    private async Task<Project?> FindInDomainAsync(string id, string domainText, CancellationToken cancellationToken)
    {
        var lookup = await _projects.GetAnySpellingAsync(id, cancellationToken).ConfigureAwait(false);
        if (lookup.Project is { } project)
        {
            await _projects.RequireDomainAsync(project, domainText, cancellationToken).ConfigureAwait(false);
        }

        return lookup.Project;
    }

    private async Task<ResourceName> VerifyAsync(string[] spellings, CancellationToken cancellationToken)
    {
        foreach (var id in spellings)
        {
            var lookup = await _projects.GetAsync(id, cancellationToken).ConfigureAwait(false);
            if (!lookup.IsKnownMissing)
            {
                return new ResourceName(lookup.Project?.Id ?? id, lookup.Project?.Name);
            }
        }

        throw new NameNotFoundException(
            ErrorIds.ProjectNotFound,
            $"There is no project with the ID {spellings[0]}. Glance would accept the ID, but no user could use the image.",
            ProjectClient.ListProjectsAction);
    }
}
