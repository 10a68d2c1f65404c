using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>An image's members made exactly the wanted ones: what Sync-OSImageMember does.</summary>
/// <param name="work">The images and the projects.</param>
/// <param name="output">Where results and questions go.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class SyncMembers(MemberWork work, PipelineWriter output, CancellationToken cancellationToken)
{
    /// <summary>Whether members that are not wanted stay.</summary>
    public bool KeepExtra { get; init; }

    /// <summary>Adds what is missing, removes what is too much. A step that fails is one error; the others are still done.</summary>
    /// <param name="image">The image.</param>
    /// <param name="projects">The wanted projects, by ID or name.</param>
    public async Task MakeAsync(ResourceName image, string[] projects)
    {
        var present = await work.Members.ListAsync(image.Id, cancellationToken).ConfigureAwait(false);
        var wanted = new List<ResourceName>();
        await work.ForEachProjectAsync(image, projects, project =>
        {
            wanted.Add(project);
            return Task.CompletedTask;
        }).ConfigureAwait(false);

        var plan = MemberPlan.Make(present, wanted.Select(project => project.Id));
        foreach (var member in plan.Kept)
        {
            await output.WriteChangeAsync(member, ImageMemberAction.Kept).ConfigureAwait(false);
        }

        foreach (var project in wanted.Where(project => plan.Missing.Contains(project.Id)).GroupBy(project => project.Id).Select(same => same.First()))
        {
            await output.TryAsync(MemberWork.Target(image, project.Id), async () =>
            {
                if (await output.ConfirmAsync($"Share image {image} with project {project}").ConfigureAwait(false))
                {
                    var member = await work.Members.AddAsync(image.Id, project.Id, cancellationToken).ConfigureAwait(false);
                    await output.WriteChangeAsync(member, ImageMemberAction.Added).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }

        if (!KeepExtra && plan.Extra.Count > 0)
        {
            await RemoveExtraAsync(image, plan, allResolved: wanted.Count == projects.Length).ConfigureAwait(false);
        }
    }

    private async Task RemoveExtraAsync(ResourceName image, MemberPlan plan, bool allResolved)
    {
        if (!allResolved)
        {
            // The project that could not be found may be one of these.
            output.WriteWarning($"No member of image {image} was removed, because not every project of -Project was found. {plan.Extra.Count} would be removed otherwise.");
            return;
        }

        foreach (var extra in plan.Extra)
        {
            await output.TryAsync(extra, async () =>
            {
                if (await output.ConfirmAsync($"Stop sharing image {image} with project {extra.MemberId}").ConfigureAwait(false))
                {
                    await work.Members.RemoveAsync(image.Id, extra.MemberId, cancellationToken).ConfigureAwait(false);
                    await output.WriteRemovalAsync(image.Id, extra.MemberId).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }
}
