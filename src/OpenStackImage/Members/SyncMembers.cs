using OpenStackImage.Http;
using OpenStackImage.Cmdlets;

namespace OpenStackImage.Members;

/// <summary>An image's members made exactly the wanted ones: what Sync-OSImageMember does.</summary>
/// <param name="work">The images and the projects.</param>
/// <param name="writer">Where results and questions go.</param>
internal sealed class SyncMembers(MemberWork work, PipelineWriter writer)
{
    /// <summary>Whether members that are not wanted stay.</summary>
    public bool KeepExtra { get; init; }

    /// <summary>Adds what is missing, removes what is too much. A step that fails is one error; the others are still done.</summary>
    /// <param name="image">The image.</param>
    /// <param name="projects">The wanted projects, by ID or name.</param>
    public async Task MakeAsync(ResourceName image, string[] projects)
    {
        var present = await work.Members.ListAsync(image.Id, writer.CancellationToken).ConfigureAwait(false);
        var wanted = new List<ResourceName>();
        await work.ForEachProjectAsync(image, projects, project =>
        {
            wanted.Add(project);
            return Task.CompletedTask;
        }).ConfigureAwait(false);

        var plan = MemberPlan.Make(present, wanted.Select(project => project.Id));
        foreach (var member in plan.Kept)
        {
            await writer.WriteChangeAsync(member, ImageMemberAction.Kept).ConfigureAwait(false);
        }

        foreach (var project in wanted.Where(project => plan.Missing.Contains(project.Id)).GroupBy(project => project.Id).Select(same => same.First()))
        {
            await writer.TryAsync(MemberWork.Target(image, project.Id), async () =>
            {
                if (await writer.ConfirmAsync($"Share image {image} with project {project}").ConfigureAwait(false))
                {
                    var member = await work.Members.AddAsync(image.Id, project.Id, writer.CancellationToken).ConfigureAwait(false);
                    await writer.WriteChangeAsync(member, ImageMemberAction.Added).ConfigureAwait(false);
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
            writer.WriteWarning($"No member of image {image} was removed, because not every project of -Project was found. {plan.Extra.Count} would be removed otherwise.");
            return;
        }

        foreach (var extra in plan.Extra)
        {
            await writer.TryAsync(extra, async () =>
            {
                if (await writer.ConfirmAsync($"Stop sharing image {image} with project {extra.MemberId}").ConfigureAwait(false))
                {
                    await work.Members.RemoveAsync(image.Id, extra.MemberId, writer.CancellationToken).ConfigureAwait(false);
                    await writer.WriteRemovalAsync(image.Id, extra.MemberId).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
    }
}
