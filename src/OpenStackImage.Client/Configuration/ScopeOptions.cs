using OpenStackImage.Identity;

namespace OpenStackImage.Configuration;

/// <summary>What the session shall be good for, as it was given; only one thing may be.</summary>
internal sealed record ScopeOptions
{
    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    public DomainReference? ProjectDomain { get; init; }

    public DomainReference? Domain { get; init; }

    public bool System { get; init; }

    public string? TrustId { get; init; }

    public bool Unscoped { get; init; }

    private bool IsGiven => ProjectId is not null || ProjectName is not null || Domain is not null || System || TrustId is not null || Unscoped;

    /// <summary>A scope that is given here takes the place of one that is given there.</summary>
    public ScopeOptions WithFallback(ScopeOptions other)
        => (IsGiven ? this : other) with { ProjectDomain = ProjectDomain ?? other.ProjectDomain };

    /// <summary>The scope; null if none is given.</summary>
    /// <exception cref="SignInOptionsException">More than one is given.</exception>
    public AuthScope? ToScope()
    {
        var given = Given().ToArray();
        return given.Length > 1
            ? throw new SignInOptionsException($"A session is good for one thing only; these were given: {string.Join("; ", given.Select(scope => scope.ToString()))}. Take one of project, domain, system, trust and unscoped.")
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
