using OpenStackImage.Projects;

namespace OpenStackImage.Sharing;

/// <summary>The projects that one list of Keystone contains, by ID and by name. Keystone may limit the list.</summary>
internal sealed class ProjectList
{
    private readonly Dictionary<string, Project> _byId;
    private readonly ILookup<string, Project> _byName;

    public ProjectList(IEnumerable<Project> projects)
    {
        _byId = projects.GroupBy(project => OpenStackId.CanonicalProjectId(project.Id), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First());
        _byName = _byId.Values.ToLookup(project => project.Name, StringComparer.Ordinal);
    }

    /// <summary>Reads the list; returns an empty list if it cannot be read, because each project is then looked up separately.</summary>
    public static async Task<ProjectList> ReadAsync(ProjectClient projects, CancellationToken cancellationToken)
    {
        try
        {
            return new ProjectList(
                await projects.ListAsync(null, () => { }, cancellationToken, requiresAll: true).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is ServiceException or UnexpectedResponseException)
        {
            return new ProjectList([]);
        }
    }

    public Project? Find(string id) => _byId.TryGetValue(OpenStackId.CanonicalProjectId(id), out var project) ? project : null;

    /// <summary>Returns the projects with a name, of one domain or of all.</summary>
    public IReadOnlyList<Project> Named(string name, string? domainId)
        => [.. _byName[name].Where(project => domainId is null || project.DomainId == domainId)];
}
