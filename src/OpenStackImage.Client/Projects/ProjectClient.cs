using OpenStackImage.Http;

namespace OpenStackImage.Projects;

/// <summary>Keystone's /v3/projects and /v3/auth/projects (api-ref identity/v3, "Projects"; keystone/api/projects.py).</summary>
internal sealed class ProjectClient(OpenStackSession session, IRequestObserver? observer)
{
    private const string Collection = "projects";
    private const string ListKey = "projects";

    /// <summary>
    /// The ID of the project that a text names. Text of the form of an ID is taken as it is; a name is looked up once a session. A user who may not
    /// list projects still finds those on which they have a role. What cannot be resolved is an error: Glance would take any text for a member.
    /// </summary>
    /// <exception cref="NameNotFoundException">No project has the name.</exception>
    /// <exception cref="AmbiguousNameException">Several domains have a project of that name.</exception>
    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        if (OpenStackId.IsProjectId(text))
        {
            return text;
        }

        if (session.ProjectIds.TryGetValue(text, out var known))
        {
            return known;
        }

        var id = await FindAsync(text, cancellationToken).ConfigureAwait(false);
        session.ProjectIds[text] = id;
        return id;
    }

    private async Task<string> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (session.Identity is null)
        {
            throw new NameNotFoundException("ProjectNotResolved", $"The project name '{name}' cannot be looked up: this session knows no Identity endpoint. Give the project's ID, or connect with -AuthUrl.");
        }

        var mayList = true;
        List<Project> projects;
        try
        {
            projects = await ListAsync(name, [Collection], cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            mayList = false;
            projects = await ListAsync(name, ["auth", Collection], cancellationToken).ConfigureAwait(false);
        }

        return projects.Count switch
        {
            1 => projects[0].Id,
            0 when mayList => throw new NameNotFoundException("ProjectNotFound", $"There is no project named '{name}'. Names are exact; give the ID if the name is right but in doubt."),
            0 => throw new NameNotFoundException("ProjectNotResolved", $"The project name '{name}' cannot be looked up: {session.Viewpoint} may not list projects and has no role on one of that name. Give the project's ID (32 hexadecimal digits); its own people see it with 'openstack project show {name}'."),
            _ => throw new AmbiguousNameException("AmbiguousProjectName", $"{projects.Count} projects are named '{name}'. Use the ID of the one you mean: {string.Join("; ", projects.Select(project => $"{project.Id} (domain {project.DomainId})"))}."),
        };
    }

    private async Task<List<Project>> ListAsync(string name, string[] collection, CancellationToken cancellationToken)
    {
        var projects = new List<Project>();
        var url = session.Identity!.Resource(collection).SetQueryParam("name", name);
        await foreach (var project in session.Identity.ListAsync<Project>(url, ListKey, observer, cancellationToken).ConfigureAwait(false))
        {
            // /v3/auth/projects takes no filter.
            if (string.Equals(project.Name, name, StringComparison.Ordinal))
            {
                projects.Add(project);
            }
        }

        return projects;
    }
}
