using System.Management.Automation;
using OpenStackImage.Projects;

namespace OpenStackImage.Completion;

/// <summary>Completes -Project with the names of the projects that the session sees; the tool tip has the ID.</summary>
public sealed class ProjectCompleter : SessionCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        OpenStackSession session, WildcardPattern pattern, CancellationToken cancellationToken)
    {
        var projects = await new ProjectClient(session, null).ListAsync(null, () => { }, cancellationToken).ConfigureAwait(false);
        return projects.Where(project => pattern.IsMatch(project.Name)).Select(project => Result(project.Name, project.Id)).ToArray();
    }
}
