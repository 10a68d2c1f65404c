using System.Collections.Concurrent;
using OpenStackImage.Cmdlets;
using OpenStackImage.Projects;

namespace OpenStackImage.Sharing;

/// <summary>
/// Verifies the project IDs of a sharing file that are not members yet, because Glance accepts an ID that no project has. An ID that cannot
/// be used is one error of the file.
/// </summary>
/// <param name="report">Writes the error of a project.</param>
internal sealed class ListedIds(Action<PipelineWriter, OpenStackException, WantedMember> report)
{
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    /// <summary>Returns the plan without the projects that cannot be used. If there are any, the plan is incomplete.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="projects">Looks up each project once.</param>
    /// <param name="writer">Writes errors.</param>
    public async Task<SharingPlan> VerifyAsync(SharingPlan plan, ProjectResolver projects, PipelineWriter writer)
    {
        var usable = new List<WantedMember>();
        foreach (var wanted in plan.Missing)
        {
            try
            {
                usable.Add(wanted.Project.Name is not null ? wanted : wanted with
                {
                    Project = await projects.ResolveAsync(wanted.Project.Id, writer.CancellationToken).ConfigureAwait(false),
                });
            }
            catch (OpenStackException failure)
            {
                if (_reported.TryAdd(wanted.Project.Id, true))
                {
                    report(writer, failure, wanted);
                }
            }
        }

        return plan with { Missing = usable, IsIncomplete = plan.IsIncomplete || usable.Count < plan.Missing.Count };
    }
}
