using OpenStackImage.Projects;

namespace OpenStackImage.Completion;

/// <summary>Completes -ProjectDomain with the domains of the projects that the session can see; the tool tip shows the ID.</summary>
public sealed class DomainCompleter : SessionCompleter
{
    private protected override async Task FindAsync(
        OpenStackSession session, CompletionContext context, Action<Candidate> add, CancellationToken cancellationToken)
    {
        var projects = await new ProjectClient(session, null).ListAsync(null, () => { }, cancellationToken).ConfigureAwait(false);
        var domains = new DomainClient(session, null);
        foreach (var id in projects.Select(project => project.DomainId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var name = await domains.NameOfAsync(id, cancellationToken).ConfigureAwait(false);
            add(Candidate.Of(name ?? id, id));
        }
    }
}
