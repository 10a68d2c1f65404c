using System.Runtime.CompilerServices;

namespace OpenStackImage.Projects;

/// <content>Lists of projects.</content>
internal sealed partial class ProjectClient
{
    /// <summary>
    /// The projects of a page. Without a limit, Keystone 27 (OpenStack 2025.1) and later list the first 1,000 projects (max_db_limit) and
    /// do not say that there are others; with one, they link to the next page (keystone/resource/backends/sql.py, list_projects). Older
    /// ones ignore it.
    /// </summary>
    private const int PageSize = 1000;

    /// <summary>Returns the projects that the user can see: all of them, or those on which the user has a role.</summary>
    /// <param name="domain">The domain, by ID or name; null for all.</param>
    /// <param name="onlyOwn">Called if the user is not permitted to list all projects.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="requiresAll">True if a project that cannot be used or seen ends the list; otherwise it is one error.</param>
    public async Task<IReadOnlyList<Project>> ListAsync(
        string? domain, Action onlyOwn, CancellationToken cancellationToken, bool requiresAll = false)
    {
        var projects = new List<Project>();
        await foreach (var project in ReadAsync(domain, onlyOwn, cancellationToken, requiresAll).ConfigureAwait(false))
        {
            projects.Add(project);
        }

        return projects;
    }

    /// <summary>
    /// Returns the projects that the user can see, as they arrive; an interrupted list has already returned the projects before the
    /// failure.
    /// </summary>
    /// <inheritdoc cref="ListAsync(string, Action, CancellationToken, bool)"/>
    public async IAsyncEnumerable<Project> ReadAsync(
        string? domain, Action onlyOwn, [EnumeratorCancellation] CancellationToken cancellationToken, bool requiresAll = false)
    {
        var domainId = domain is null ? null : await _domains.ResolveAsync(domain, cancellationToken).ConfigureAwait(false);
        var all = ReadAsync(null, domainId, [Collection], requiresAll, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposal = all.ConfigureAwait(false);
        var step = await MoveNextAsync(all).ConfigureAwait(false);
        for (; step == ListStep.Project; step = await MoveNextAsync(all).ConfigureAwait(false))
        {
            yield return all.Current;
        }

        if (step == ListStep.End)
        {
            yield break;
        }

        onlyOwn();
        await foreach (var own in ReadAsync(null, domainId, ["auth", Collection], requiresAll, cancellationToken).ConfigureAwait(false))
        {
            yield return own;
        }
    }

    private enum ListStep
    {
        Project,
        End,
        Denied,
    }

    private static async Task<ListStep> MoveNextAsync(IAsyncEnumerator<Project> list)
    {
        try
        {
            return await list.MoveNextAsync().ConfigureAwait(false) ? ListStep.Project : ListStep.End;
        }
        catch (AccessDeniedException)
        {
            return ListStep.Denied;
        }
    }

    /// <param name="nameOrId">An exact name, or the ID of a project of the user; null for all.</param>
    /// <param name="domainId">The domain; null for all.</param>
    /// <param name="collection">The path of the list. /v3/auth/projects accepts no filter, so the result is filtered here.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private async Task<IReadOnlyList<Project>> ListAsync(
        string? nameOrId, string? domainId, string[] collection, CancellationToken cancellationToken)
    {
        var projects = new List<Project>();
        var list = ReadAsync(nameOrId, domainId, collection, requiresAll: nameOrId is not null, cancellationToken);
        await foreach (var project in list.ConfigureAwait(false))
        {
            projects.Add(project);
        }

        return projects;
    }

    private async IAsyncEnumerable<Project> ReadAsync(
        string? nameOrId, string? domainId, string[] collection, bool requiresAll,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identity = session.RequireIdentity();
        var url = identity.Resource(collection).SetQueryParam("name", nameOrId).SetQueryParam("domain_id", domainId)
            .SetQueryParam("limit", nameOrId is null && collection is [Collection] ? PageSize : null);
        var list = identity.ListAsync(
            url, ListKey, ProjectReader.Read, project => project.Id, observer, cancellationToken, requiresAll);
        await foreach (var project in list.ConfigureAwait(false))
        {
            var matches = nameOrId is null || project.Name == nameOrId || project.Id == nameOrId;
            if (matches && (domainId is null || project.DomainId == domainId))
            {
                yield return project;
            }
        }
    }
}
