using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Keystone's /v3/projects and /v3/auth/projects (api-ref identity/v3, "Projects"; keystone/api/projects.py).</summary>
internal sealed class ProjectClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "projects";
    private const string ListKey = "projects";
    private const string Key = "project";
    private const string CheckTheList = "Get-OSProject lists those that this user may see.";

    /// <summary>
    /// The project that a text names, by ID or by name. A name is looked up once a session; a user who may not list projects still finds those on
    /// which they have a role. What cannot be resolved is an error: Glance would take any text for a member.
    /// </summary>
    /// <param name="text">An ID or a name.</param>
    /// <param name="domain">The domain of a name, by ID or name; null for any.</param>
    /// <param name="check">True to make sure that there is a project of the ID, where the session may read projects.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NameNotFoundException">There is no such project, or its name cannot be looked up.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<ResourceName> ResolveAsync(string text, string? domain, bool check, CancellationToken cancellationToken)
    {
        if (!OpenStackId.IsProjectId(text))
        {
            var found = await session.ProjectsByName
                .GetOrAddAsync($"{domain}\n{text}", () => FindByNameAsync(text, domain, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return new ResourceName(found.Id, found.Name);
        }

        if (!check)
        {
            return new ResourceName(text, null);
        }

        return await GetAsync(text, cancellationToken).ConfigureAwait(false) switch
        {
            { Project: { } project } => new ResourceName(project.Id, project.Name),
            { IsKnownMissing: true } => throw new NameNotFoundException(ErrorIds.ProjectNotFound, $"There is no project with the ID {text}. Glance would take it all the same, and the image would be shared with nobody.", CheckTheList),
            _ => new ResourceName(text, null),
        };
    }

    /// <summary>GET /v3/projects/{id}, once a session; says whether the project is not there, or only not for this user to see.</summary>
    public async Task<ProjectLookup> GetAsync(string projectId, CancellationToken cancellationToken)
    {
        if (projectId == session.ProjectId && session.ProjectName is not null)
        {
            return new ProjectLookup(new Project { Id = projectId, Name = session.ProjectName, DomainId = session.ProjectDomainId, IsEnabled = true }, IsKnownMissing: false);
        }

        return session.Identity is null || !session.MayReadProjects
            ? ProjectLookup.Unknown
            : await session.ProjectsById.GetOrAddAsync(projectId, () => ReadAsync(projectId, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All projects that the user may see: every one, or those on which they have a role.</summary>
    /// <param name="domain">The domain, by ID or name; null for all.</param>
    /// <param name="onlyOwn">Told if Keystone did not let the user list all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Project>> ListAsync(string? domain, Action onlyOwn, CancellationToken cancellationToken)
    {
        var domainId = domain is null ? null : await new DomainClient(session, observer).ResolveAsync(domain, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ListAsync(null, domainId, [Collection], cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            onlyOwn();
            return await ListAsync(null, domainId, ["auth", Collection], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The project of an ID or a name.</summary>
    /// <exception cref="NameNotFoundException">There is none, or this user may not see it.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<Project> FindAsync(string text, string? domain, CancellationToken cancellationToken)
    {
        if (!OpenStackId.IsProjectId(text))
        {
            return await FindByNameAsync(text, domain, cancellationToken).ConfigureAwait(false);
        }

        var lookup = await GetAsync(text, cancellationToken).ConfigureAwait(false);
        return lookup.Project ?? throw new NameNotFoundException(
            lookup.IsKnownMissing ? ErrorIds.ProjectNotFound : ErrorIds.ProjectNotResolved,
            lookup.IsKnownMissing ? $"There is no project with the ID {text}." : $"Project {text} cannot be looked up: {session.ScopeDescription} may not read other projects.",
            lookup.IsKnownMissing ? CheckTheList : "Ask an admin, or the project's own people.");
    }

    private async Task<ProjectLookup> ReadAsync(string projectId, CancellationToken cancellationToken)
    {
        var identity = session.RequireIdentity();
        try
        {
            var response = await identity.SendAsync(ServiceRequest.Get(identity.Resource(Collection, projectId)), observer, cancellationToken).ConfigureAwait(false);
            return new ProjectLookup(response.Read(Key, ProjectReader.Read), IsKnownMissing: false);
        }
        catch (NotFoundException)
        {
            return new ProjectLookup(null, IsKnownMissing: true);
        }
        catch (AccessDeniedException)
        {
            // Keystone answers a user without the right alike for every project but their own.
            session.MayReadProjects = false;
            return ProjectLookup.Unknown;
        }
    }

    private async Task<Project> FindByNameAsync(string name, string? domain, CancellationToken cancellationToken)
    {
        if (session.Identity is null)
        {
            throw new NameNotFoundException(ErrorIds.ProjectNotResolved, $"The project name '{name}' cannot be looked up: this session knows no Identity endpoint.", "Give the project's ID, or connect with -AuthUrl.");
        }

        var domainId = domain is null ? null : await new DomainClient(session, observer).ResolveAsync(domain, cancellationToken).ConfigureAwait(false);
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

        var where = domain is null ? "" : $" in domain '{domain}'";
        return projects.Count switch
        {
            1 => projects[0],
            0 when mayList => throw new NameNotFoundException(ErrorIds.ProjectNotFound, $"There is no project named '{name}'{where}. Names are exact, capitals included.", CheckTheList),
            0 => throw new NameNotFoundException(
                ErrorIds.ProjectNotResolved,
                $"The project name '{name}'{where} cannot be looked up: {session.ScopeDescription} may not list projects, and its user has no role on one of that name.",
                "Give the project's ID (32 hexadecimal digits); its own people see it with Get-OSProject."),
            _ => throw new AmbiguousNameException(
                ErrorIds.AmbiguousProjectName,
                $"{projects.Count} projects are named '{name}'.",
                "Use -ProjectDomain, or the ID of the one you mean",
                projects.Select(project => $"{project.Id} (domain {project.DomainId})")),
        };
    }

    /// <param name="name">An exact name; null for all.</param>
    /// <param name="domainId">The domain; null for all.</param>
    /// <param name="collection">Which list; /v3/auth/projects takes no filter, so what comes back is filtered here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<IReadOnlyList<Project>> ListAsync(string? name, string? domainId, string[] collection, CancellationToken cancellationToken)
    {
        var projects = new List<Project>();
        var identity = session.RequireIdentity();
        var url = identity.Resource(collection).SetQueryParam("name", name).SetQueryParam("domain_id", domainId);
        await foreach (var project in identity.ListAsync(url, ListKey, ProjectReader.Read, project => project.Id, observer, cancellationToken).ConfigureAwait(false))
        {
            if ((name is null || string.Equals(project.Name, name, StringComparison.Ordinal)) && (domainId is null || project.DomainId == domainId))
            {
                projects.Add(project);
            }
        }

        return projects;
    }
}
