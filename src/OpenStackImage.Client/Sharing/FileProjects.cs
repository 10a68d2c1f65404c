using OpenStackImage.Errors;
using OpenStackImage.Http;
using OpenStackImage.Projects;

namespace OpenStackImage.Sharing;

/// <summary>
/// Resolves the projects of a sharing file: each once per command, with fresh lookups. If there are many, the projects of the cloud are
/// listed once, and only those that the list does not contain are looked up.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="document">The file.</param>
/// <param name="observer">Is notified of each request.</param>
internal sealed class FileProjects(OpenStackSession session, SharingDocument document, IRequestObserver? observer)
{
    private const int MaxSingleReads = 20;
    private const string UseIds = "Use an admin session, or list the projects by ID.";

    private readonly ProjectClient _projects = new(session, observer);
    private readonly DomainClient _domains = new(session, observer);
    private readonly AsyncCache<string> _domainIds = new();
    private readonly Dictionary<string, ProjectMatch> _matches = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, string? Domain), Task<string>> _owners = [];
    private ProjectList _list = new([]);

    /// <summary>Resolves projects concurrently.</summary>
    /// <param name="references">The projects; equivalent references are resolved only once.</param>
    /// <param name="limit">The maximum number of concurrent lookups.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The projects that cannot be resolved, with the reason.</returns>
    public async Task<IReadOnlyList<(ListedProject Reference, OpenStackException Failure)>> ResolveAsync(
        IEnumerable<ListedProject> references, int limit, CancellationToken cancellationToken)
    {
        var distinct = references.GroupBy(reference => reference.Key, StringComparer.Ordinal).Select(same => same.First()).ToList();
        if (distinct.Count(reference => reference.Name is not null) > MaxSingleReads)
        {
            _list = await ProjectList.ReadAsync(_projects, cancellationToken).ConfigureAwait(false);
        }

        var failures = new List<(ListedProject, OpenStackException)>();
        var work = ParallelSelect.SelectAsync(
            distinct, limit, reference => FindAsync(reference, cancellationToken), cancellationToken);
        await foreach (var (reference, finding) in work.ConfigureAwait(false))
        {
            var match = await finding.ConfigureAwait(false);
            _matches[reference.Key] = match;
            if (match.Failure is { } failure)
            {
                failures.Add((reference, failure));
            }
        }

        return failures;
    }

    /// <summary>Returns what a project of the file means, after <see cref="ResolveAsync"/>.</summary>
    public ProjectMatch Of(ListedProject reference) => _matches[reference.Key];

    /// <summary>Returns the ID of a project that owns images. The same owner is looked up only once.</summary>
    /// <exception cref="OpenStackException">It cannot be resolved.</exception>
    public Task<string> OwnerAsync(string text, string? domain, CancellationToken cancellationToken)
    {
        if (!_owners.TryGetValue((text, domain), out var lookup))
        {
            _owners.Add((text, domain), lookup = FindOwnerAsync(text, domain, cancellationToken));
        }

        return lookup;
    }

    /// <summary>
    /// Determines whether a member is an enabled project of one of the domains: a list of Keystone may be limited (list_limit), so that a
    /// project that it does not contain may still exist.
    /// </summary>
    public async Task<bool> IsInAsync(string projectId, IEnumerable<string> domainIds, CancellationToken cancellationToken)
    {
        var ids = domainIds.ToList();
        if (ids.Count == 0 || !OpenStackId.IsPathSegment(projectId))
        {
            return false;
        }

        var lookup = await _projects.GetAsync(projectId, cancellationToken).ConfigureAwait(false);
        return lookup.Project is { IsEnabled: true, DomainId: { } domainId } && ids.Contains(domainId, StringComparer.Ordinal);
    }

    private async Task<string> FindOwnerAsync(string text, string? domain, CancellationToken cancellationToken)
    {
        if (text == session.ProjectId || OpenStackId.IsProjectId(text))
        {
            return text;
        }

        var project = await _projects.FindByNameAsync(text, domain, cancellationToken).ConfigureAwait(false);
        return project.Id;
    }

    private async Task<ProjectMatch> FindAsync(ListedProject reference, CancellationToken cancellationToken)
    {
        try
        {
            var finding = reference.IsWholeDomain ? DomainAsync(reference.Domain!, cancellationToken)
                : reference.Id is null ? ByNameAsync(reference, cancellationToken)
                : ByIdAsync(reference, reference.Id, cancellationToken);
            return await finding.ConfigureAwait(false);
        }
        catch (NameNotFoundException failure) when (failure.ErrorId == ErrorIds.DomainNotResolved)
        {
            // A session without permission to read domains has no permission to read projects either.
            return new ProjectMatch([], new NameNotFoundException(failure.ErrorId, failure.Message, UseIds));
        }
        catch (OpenStackException failure)
        {
            return new ProjectMatch([], failure);
        }
    }

    private async Task<ProjectMatch> ByNameAsync(ListedProject reference, CancellationToken cancellationToken)
    {
        var domainId = reference.Domain is null ? null : await DomainIdAsync(reference.Domain, cancellationToken).ConfigureAwait(false);
        var listed = _list.Named(reference.Name!, domainId);
        var finding = listed.Count == 1 ? Task.FromResult(listed[0])
            : domainId is null ? _projects.FindByNameAsync(reference.Name!, reference.Domain, cancellationToken)
            : _projects.FindInDomainAsync(reference.Name!, reference.Domain, domainId, cancellationToken);
        var project = await finding.ConfigureAwait(false);
        return new ProjectMatch([new ResourceName(project.Id, project.Name)]);
    }

    /// <summary>An ID without a name is compared with the members without a lookup. It is verified before the project is added.</summary>
    private async Task<ProjectMatch> ByIdAsync(ListedProject reference, string id, CancellationToken cancellationToken)
    {
        if (reference.Name is null && reference.Domain is null)
        {
            return new ProjectMatch([new ResourceName(id, _list.Find(id)?.Name)]);
        }

        var lookup = _list.Find(id) is { } listed
            ? new ProjectLookup(listed, IsKnownMissing: false)
            : await _projects.GetAnySpellingAsync(id, cancellationToken).ConfigureAwait(false);
        if (lookup.Project is not { } project)
        {
            // If this user is not permitted to read a project, its name in the file is accepted.
            return new ProjectMatch([new ResourceName(id, reference.Name)], lookup.IsKnownMissing ? Missing(id) : null);
        }

        if (reference.Name is not null && project.Name != reference.Name)
        {
            throw Mismatch(reference, $"the project with the ID {id} is named '{project.Name}', not '{reference.Name}'.");
        }

        return reference.Domain is null || await IsOfDomainAsync(project, reference.Domain, cancellationToken).ConfigureAwait(false)
            ? new ProjectMatch([new ResourceName(project.Id, project.Name)])
            : throw Mismatch(
                reference, $"project '{project.Name}' ({id}) is not in the domain '{reference.Domain}', but in {project.DomainId}.");
    }

    private NameNotFoundException NotListed(string domain) => new(
        ErrorIds.ProjectNotResolved,
        $"The projects of domain '{domain}' cannot be listed: {session.ScopeDescription} is not permitted to list projects.",
        UseIds);

    private async Task<ProjectMatch> DomainAsync(string domain, CancellationToken cancellationToken)
    {
        var domainId = await DomainIdAsync(domain, cancellationToken).ConfigureAwait(false);
        var projects = await _projects.ListAsync(domainId, () => throw NotListed(domain), cancellationToken, requiresAll: true)
            .ConfigureAwait(false);
        var enabled = projects.Where(project => project is { IsEnabled: true, IsDomain: false })
            .Select(project => new ResourceName(project.Id, project.Name))
            .ToList();
        return new ProjectMatch(enabled, DomainId: domainId);
    }

    private async Task<bool> IsOfDomainAsync(Project project, string domain, CancellationToken cancellationToken)
    {
        try
        {
            return project.DomainId is null
                || project.DomainId == domain
                || project.DomainId == await DomainIdAsync(domain, cancellationToken).ConfigureAwait(false);
        }
        catch (NameNotFoundException unreadable) when (unreadable.ErrorId == ErrorIds.DomainNotResolved)
        {
            return true;
        }
    }

    private Task<string> DomainIdAsync(string domain, CancellationToken cancellationToken)
        => _domainIds.GetOrAddAsync(domain, () => _domains.ResolveAsync(domain, cancellationToken), cancellationToken);

    private static NameNotFoundException Missing(string id) => new(
        ErrorIds.ProjectNotFound,
        $"There is no project with the ID {id}.",
        "Remove it from the file, and its members with Sync-OSImageSharing -Prune.");

    private SharingFileException Mismatch(ListedProject reference, string message)
        => new(ErrorIds.SharingMismatch, document.Path, reference.Line, message);
}
