using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>The scope of a session as it was specified. Only one scope is valid.</summary>
internal sealed record ScopeOptions
{
    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    public DomainReference? ProjectDomain { get; init; }

    public DomainReference? Domain { get; init; }

    public bool System { get; init; }

    public string? TrustId { get; init; }

    public bool Unscoped { get; init; }

    public bool IsGiven
        => ProjectId is not null || ProjectName is not null || Domain is not null || System || TrustId is not null || Unscoped;

    /// <summary>Returns this scope if it is specified, and the other one otherwise.</summary>
    public ScopeOptions WithFallback(ScopeOptions other)
        => (IsGiven ? this : other) with { ProjectDomain = ProjectDomain ?? other.ProjectDomain };

    /// <summary>Returns the scope; null if none is specified.</summary>
    /// <exception cref="SignInOptionsException">More than one is specified.</exception>
    public AuthScope? ToScope()
    {
        var given = Given().ToArray();
        return given.Length > 1
            ? throw new SignInOptionsException($"A session has one scope; these were specified: "
                + $"{string.Join("; ", given.Select(scope => scope.ToString()))}. "
                    + "Specify one of project, domain, system, trust and unscoped.")
            : given.FirstOrDefault();
    }

    private IEnumerable<AuthScope> Given()
    {
        if (ProjectId is not null || ProjectName is not null)
        {
            yield return new ProjectScope(ProjectId, ProjectName, ProjectDomain);
        }

        if (Domain is not null)
        {
            yield return new DomainScope(Domain);
        }

        if (System)
        {
            yield return new SystemScope();
        }

        if (TrustId is not null)
        {
            yield return new TrustScope(TrustId);
        }

        if (Unscoped)
        {
            yield return new Unscoped();
        }
    }
}
