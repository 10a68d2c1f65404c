using System.Collections.Concurrent;
using OpenStackImage.Pipeline;
using OpenStackImage.Projects;

namespace OpenStackImage.Sharing;

/// <summary>The projects that a cmdlet was given, each looked up once, however many images it is meant for; also if the look-up fails.</summary>
/// <param name="session">Who looks.</param>
/// <param name="domain">The domain of names; null for any.</param>
/// <param name="check">True to make sure that IDs belong to projects.</param>
internal sealed class ProjectTexts(OpenStackSession session, string? domain, bool check)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LocatedProject>>> _projects = new(StringComparer.Ordinal);

    public Task<LocatedProject> ResolveAsync(string text, Output output, CancellationToken cancellationToken)
        => _projects.GetOrAdd(
            text,
            key => new Lazy<Task<LocatedProject>>(() => new ProjectClient(session, output).ResolveAsync(key, domain, check, cancellationToken))).Value;
}
