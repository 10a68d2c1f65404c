using OpenStackImage.Cmdlets;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>The -Project and -Status filters of Get-OSImageMember.</summary>
/// <param name="projects">The projects as the user specified them; null for all.</param>
/// <param name="statuses">The member statuses; null for all.</param>
/// <param name="clients">Resolve the projects.</param>
internal sealed class MemberFilter(string[]? projects, string[]? statuses, MemberClients clients)
{
    private readonly HashSet<string> _projectIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameNotFoundException> _unresolved = new(StringComparer.Ordinal);
    private readonly Lazy<ProjectPatterns> _patterns = new(() => new ProjectPatterns(clients.Session, clients.ProjectDomain));

    /// <summary>
    /// Resolves the projects. Text that Keystone cannot resolve is compared with the member lists. It may be an ID, because project IDs
    /// need not be UUIDs.
    /// </summary>
    /// <exception cref="NameNotFoundException">A project cannot be resolved, and cannot be an ID.</exception>
    public async Task ResolveAsync(PipelineWriter writer)
    {
        foreach (var text in projects ?? [])
        {
            try
            {
                foreach (var id in await _patterns.Value.ResolveAsync(text, clients.Projects, writer).ConfigureAwait(false))
                {
                    Add(id);
                }
            }
            catch (NameNotFoundException failure) when (!clients.HasProjectDomain && OpenStackId.MayBeProjectId(text))
            {
                lock (_projectIds)
                {
                    _unresolved[text] = failure;
                }
            }
        }
    }

    public bool Admits(ImageMember member)
        => (projects is null || HasProject(member.MemberId))
            && (statuses is null || statuses.Contains(member.Status, StringComparer.OrdinalIgnoreCase));

    /// <summary>Throws if a project was neither resolved nor found in a member list.</summary>
    /// <exception cref="NameNotFoundException">There is such a project.</exception>
    public void ThrowIfUnmatched()
    {
        lock (_projectIds)
        {
            if (_unresolved.Values.FirstOrDefault() is { } failure)
            {
                throw failure;
            }
        }
    }

    private bool HasProject(string memberId)
    {
        var projectId = OpenStackId.CanonicalProjectId(memberId);
        lock (_projectIds)
        {
            if (_unresolved.Remove(memberId))
            {
                _projectIds.Add(projectId);
            }

            return _projectIds.Contains(projectId);
        }
    }

    private void Add(string projectId)
    {
        lock (_projectIds)
        {
            _projectIds.Add(OpenStackId.CanonicalProjectId(projectId));
        }
    }
}
