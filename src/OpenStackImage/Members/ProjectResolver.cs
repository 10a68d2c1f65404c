using OpenStackImage.Http;
using System.Collections.Concurrent;
using OpenStackImage.Cmdlets;
using OpenStackImage.Projects;

namespace OpenStackImage.Members;

/// <summary>The projects that a cmdlet was given, each looked up once, however many images it is meant for; also if the look-up fails.</summary>
/// <param name="session">Who looks.</param>
/// <param name="domain">The domain of names; null for any.</param>
/// <param name="check">True to make sure that IDs belong to projects.</param>
internal sealed class ProjectResolver(OpenStackSession session, string? domain, bool check)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ResourceName>>> _projects = new(StringComparer.Ordinal);

    public Task<ResourceName> ResolveAsync(string text, PipelineWriter writer)
        => _projects.GetOrAdd(
            text,
            key => new Lazy<Task<ResourceName>>(() => new ProjectClient(session, writer).ResolveAsync(key, domain, check, writer.CancellationToken))).Value;
}
