using OpenStackImage.Http;
using OpenStackImage.Projects;

namespace OpenStackImage.Reports;

/// <summary>Looks up the projects of a report: their names, their domains, and whether they exist and are enabled.</summary>
/// <param name="session">The session.</param>
/// <param name="limit">The maximum number of concurrent requests.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class ProjectFacts(OpenStackSession session, int limit, IRequestObserver observer)
{
    private readonly ProjectClient _projects = new(session, observer);
    private readonly DomainClient _domains = new(session, observer);
    private readonly Dictionary<string, string?> _domainNames = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the data of projects that the session is permitted to read. All existing projects are listed once. A project that is not in
    /// the list is read by its ID. If a lookup fails, the state of the project is unknown.
    /// </summary>
    /// <param name="ids">The IDs in the canonical spelling; any text.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<ReportProject>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (session.Identity is null)
        {
            return [.. ids.Select(id => new ReportProject(session.Cloud, id))];
        }

        var listed = await ListAsync(cancellationToken).ConfigureAwait(false);
        var facts = new List<ReportProject>();
        var lookups = ParallelSelect.SelectAsync(
            ids, limit, id => ReadAsync(id, listed, cancellationToken), cancellationToken);
        await foreach (var (id, lookup) in lookups.ConfigureAwait(false))
        {
            var (project, state) = await lookup.ConfigureAwait(false);
            facts.Add(new ReportProject(session.Cloud, id, state)
            {
                Name = project?.Name,
                Domain = await DomainNameAsync(project?.DomainId, cancellationToken).ConfigureAwait(false),
            });
        }

        return facts;
    }

    private async Task<Dictionary<string, Project>> ListAsync(CancellationToken cancellationToken)
    {
        var byId = new Dictionary<string, Project>(StringComparer.Ordinal);
        try
        {
            var projects = await _projects.ListAsync(null, () => { }, cancellationToken, requiresAll: true).ConfigureAwait(false);
            foreach (var project in projects)
            {
                byId[OpenStackId.CanonicalProjectId(project.Id)] = project;
            }
        }
        catch (OpenStackException)
        {
            // Each project is read by its ID.
        }

        return byId;
    }

    private async Task<(Project? Project, ProjectState State)> ReadAsync(
        string id, Dictionary<string, Project> listed, CancellationToken cancellationToken)
    {
        if (listed.TryGetValue(id, out var project))
        {
            return (project, project.IsEnabled ? ProjectState.Enabled : ProjectState.Disabled);
        }

        if (!OpenStackId.IsPathSegment(id))
        {
            return (null, ProjectState.Missing);
        }

        try
        {
            var lookup = await _projects.GetAsync(id, cancellationToken).ConfigureAwait(false);
            return lookup.Project is { } found
                ? (found, found.IsEnabled ? ProjectState.Enabled : ProjectState.Disabled)
                : (null, lookup.IsKnownMissing ? ProjectState.Missing : ProjectState.Unknown);
        }
        catch (OpenStackException)
        {
            return (null, ProjectState.Unknown);
        }
    }

    /// <summary>Returns the name of a domain, or its ID if the session is not permitted to read it.</summary>
    private async Task<string?> DomainNameAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return null;
        }

        if (!_domainNames.TryGetValue(id, out var name))
        {
            try
            {
                name = await _domains.NameOfAsync(id, cancellationToken).ConfigureAwait(false);
            }
            catch (OpenStackException)
            {
                name = null;
            }

            _domainNames[id] = name;
        }

        return name ?? id;
    }
}
