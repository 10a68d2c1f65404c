using System.Collections.Concurrent;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Projects;

/// <summary>The projects of filters, which may be names with wildcards.</summary>
/// <param name="session">The session.</param>
/// <param name="domain">The domain of projects that are specified by name; null for any.</param>
internal sealed class ProjectPatterns(OpenStackSession session, string? domain)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> _lookups = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the IDs of the projects of a filter. A text with wildcards is a pattern, unless a project has exactly that name.
    /// </summary>
    /// <exception cref="NameNotFoundException">There is no project of a name without wildcards.</exception>
    public async Task<IReadOnlyList<string>> ResolveAsync(string text, ProjectResolver projects, PipelineWriter writer)
    {
        try
        {
            var project = await projects.ResolveAsync(text, writer.CancellationToken).ConfigureAwait(false);
            return [project.Id];
        }
        catch (NameNotFoundException) when (NamePattern.IsValid(text))
        {
            return await _lookups.GetOrAdd(text, _ => new Lazy<Task<IReadOnlyList<string>>>(() => ListAsync(text, writer))).Value
                .ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(string text, PipelineWriter writer)
    {
        var pattern = NamePattern.Of(text);
        var seen = await new ProjectClient(session, writer).ListAsync(
            domain,
            () => writer.WriteWarning(
                $"This user is not permitted to list all projects. '{text}' is compared with the projects on which the user has a role."),
            writer.CancellationToken).ConfigureAwait(false);
        return [.. seen.Where(project => pattern.IsMatch(project.Name)).Select(project => project.Id)];
    }
}
