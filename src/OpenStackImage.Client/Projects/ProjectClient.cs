using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Keystone's /v3/projects and /v3/auth/projects (api-ref identity/v3, "Projects"; keystone/api/projects.py).</summary>
internal sealed partial class ProjectClient(OpenStackSession session, IRequestObserver? observer)
{
    public const string ListProjectsAction = "Get-OSProject lists the projects that this user can see.";

    private const string Collection = "projects";
    private const string ListKey = "projects";
    private const string Key = "project";

    private readonly DomainClient _domains = new(session, observer);

    /// <summary>
    /// GET /v3/projects/{id}; distinguishes a project that does not exist from one that this user is not permitted to read.
    /// </summary>
    public async Task<ProjectLookup> GetAsync(string projectId, CancellationToken cancellationToken)
    {
        if (projectId == session.ProjectId && session.ProjectName is not null)
        {
            var own = new Project { Id = projectId, Name = session.ProjectName, DomainId = session.ProjectDomainId, IsEnabled = true };
            return new ProjectLookup(own, IsKnownMissing: false);
        }

        if (session.Identity is not { } identity)
        {
            return ProjectLookup.Unknown;
        }

        try
        {
            var request = ServiceRequest.Get(identity.Resource(Collection, projectId));
            var response = await identity.SendAsync(request, observer, cancellationToken).ConfigureAwait(false);
            var project = response.Read(Key, ProjectReader.Read);
            if (!string.Equals(
                OpenStackId.CanonicalProjectId(project.Id), OpenStackId.CanonicalProjectId(projectId), StringComparison.OrdinalIgnoreCase))
            {
                throw new UnexpectedResponseException(
                    $"The response to the request for project {projectId} contains another project, '{project.Id}'.");
            }

            // Keystone shows a domain as a project of the same ID; users cannot sign in to it as a project (keystone/resource/core.py,
            // is_domain).
            return project.IsDomain ? new ProjectLookup(null, IsKnownMissing: true) : new ProjectLookup(project, IsKnownMissing: false);
        }
        catch (NotFoundException missing) when (!missing.IsOfProxy)
        {
            return new ProjectLookup(null, IsKnownMissing: true);
        }
        catch (AccessDeniedException denied) when (!denied.IsOfProxy)
        {
            // This applies only to this project. The user may have a role on another one.
            return ProjectLookup.Unknown;
        }
    }

    /// <summary>Returns the project with an ID, which may be spelled in another way than in the cloud.</summary>
    /// <param name="id">The ID; any text.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<ProjectLookup> GetAnySpellingAsync(string id, CancellationToken cancellationToken)
    {
        var spellings = OpenStackId.IsProjectId(id) ? OpenStackId.SpellingsOfProjectId(id, session.ProjectId) : [id];
        var isKnownMissing = true;
        foreach (var spelling in spellings.Where(OpenStackId.IsPathSegment))
        {
            var lookup = await GetAsync(spelling, cancellationToken).ConfigureAwait(false);
            if (lookup.Project is not null)
            {
                return lookup;
            }

            isKnownMissing &= lookup.IsKnownMissing;
        }

        return new ProjectLookup(null, isKnownMissing);
    }

    /// <summary>Verifies that a project belongs to a domain.</summary>
    /// <param name="project">The project.</param>
    /// <param name="domain">The domain, by ID or name; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NameNotFoundException">It belongs to another domain.</exception>
    public async Task RequireDomainAsync(Project project, string? domain, CancellationToken cancellationToken)
    {
        var domainId = domain is null ? null : await _domains.ResolveAsync(domain, cancellationToken).ConfigureAwait(false);
        if (domainId is not null && project.DomainId is not null && project.DomainId != domainId)
        {
            var message = $"Project {project.Id} is not in domain '{domain}', but in domain {project.DomainId}.";
            throw new NameNotFoundException(ErrorIds.ProjectNotFound, message, ListProjectsAction);
        }
    }

    /// <summary>Returns the project with an ID or a name.</summary>
    /// <exception cref="NameNotFoundException">There is none, or it is not visible to this user.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<Project> FindAsync(string text, string? domain, CancellationToken cancellationToken)
    {
        if (!OpenStackId.IsProjectId(text))
        {
            return await FindByNameAsync(text, domain, cancellationToken).ConfigureAwait(false);
        }

        var lookup = await GetAnySpellingAsync(text, cancellationToken).ConfigureAwait(false);
        if (lookup.Project is { } project)
        {
            await RequireDomainAsync(project, domain, cancellationToken).ConfigureAwait(false);
            return project;
        }

        throw lookup.IsKnownMissing
            ? new NameNotFoundException(ErrorIds.ProjectNotFound, $"There is no project with the ID {text}.", ListProjectsAction)
            : new NameNotFoundException(
                ErrorIds.ProjectNotResolved,
                $"Project {text} cannot be looked up: {session.ScopeDescription} is not permitted to read other projects.",
                "Ask an admin or a user of that project.");
    }

    /// <summary>
    /// Returns the project with a name. A user who is not permitted to list projects finds those on which they have a role. Text that is
    /// not the name of a project may be its ID, because IDs are account numbers on some clouds.
    /// </summary>
    /// <param name="name">The exact name.</param>
    /// <param name="domain">The domain, by ID or name; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NameNotFoundException">There is no such project, or this user is not permitted to look it up.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<Project> FindByNameAsync(string name, string? domain, CancellationToken cancellationToken)
    {
        if (session.Identity is null)
        {
            throw new NameNotFoundException(
                ErrorIds.ProjectNotResolved,
                $"The project name '{name}' cannot be looked up: the session has no Identity endpoint.",
                "Specify the project's ID, or connect with -AuthUrl.");
        }

        var domainId = domain is null ? null : await _domains.ResolveAsync(domain, cancellationToken).ConfigureAwait(false);
        return await FindInDomainAsync(name, domain, domainId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the project with a name in a domain that was looked up before.</summary>
    /// <param name="name">The exact name.</param>
    /// <param name="domain">The domain as the user specified it, for messages; null for any.</param>
    /// <param name="domainId">The ID of the domain; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <inheritdoc cref="FindByNameAsync" path="/exception"/>
    public async Task<Project> FindInDomainAsync(string name, string? domain, string? domainId, CancellationToken cancellationToken)
    {
        var mayList = true;
        IReadOnlyList<Project> projects;
        try
        {
            projects = await ListAsync(name, domainId, [Collection], cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            mayList = false;
            projects = await ListAsync(name, domainId, ["auth", Collection], cancellationToken).ConfigureAwait(false);
        }

        if (projects.Count == 0 && mayList && OpenStackId.MayBeProjectId(name))
        {
            var lookup = await GetAsync(name, cancellationToken).ConfigureAwait(false);
            projects = lookup.Project is { } project && (domainId is null || project.DomainId == domainId) ? [project] : [];
        }

        return projects.Count == 1 ? projects[0] : throw NotUnique(name, domain, mayList, projects);
    }
}
