using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Images;
using OpenStackImage.Members;

namespace OpenStackImage.Sharing;

/// <summary>
/// Makes the members of an image match a sharing file. Members are removed before others are added, so that an image with as many members
/// as the cloud allows converges too. A failed step is one error, and the other steps are executed.
/// </summary>
/// <param name="clients">The resource clients.</param>
/// <param name="run">The use of the file.</param>
/// <param name="image">The image.</param>
/// <param name="writer">Writes results, errors and questions.</param>
internal sealed class SyncSharing(MemberClients clients, SharingRun run, SelectedImage image, PipelineWriter writer)
{
    private readonly MemberChanges _changes = new(clients, image.Image, writer);
    private readonly List<string> _notSet = [];

    /// <summary>True to remove members that no entry lists.</summary>
    public bool Prunes { get; init; }

    /// <summary>Makes the changes that the comparison has determined.</summary>
    public async Task SyncAsync(SharingPlan plan)
    {
        await RemoveAsync(plan).ConfigureAwait(false);
        foreach (var wanted in plan.Missing)
        {
            await TryAsync(wanted.Project.Id, () => AddAsync(wanted)).ConfigureAwait(false);
        }

        foreach (var (member, wanted) in plan.OtherStatus)
        {
            var project = new ResourceName(member.MemberId, wanted.Project.Name);
            await TryAsync(member.MemberId, () => SetStatusAsync(project, wanted.Status!, member.Status)).ConfigureAwait(false);
        }

        if (_notSet.Count > 0)
        {
            writer.WriteWarning(
                $"Some member statuses of image {image.Image} are not set, because only the projects themselves and admins can set them: "
                    + $"{string.Join(", ", _notSet)}.");
        }
    }

    private async Task RemoveAsync(SharingPlan plan)
    {
        var extra = plan.Expired.Select(expired => expired.Member.WithNames(null, expired.Wanted.Project.Name, null))
            .Concat(Prunes ? plan.Extra : [])
            .ToList();
        if (extra.Count > 0 && plan.IsIncomplete)
        {
            // One of these members may be a project that was not found or is mistyped.
            writer.WriteWarning(FormattableString.Invariant(
                $"No member of image {image.Image} is removed, because not every project of the file can be used. ")
                + FormattableString.Invariant($"{extra.Count} would be removed otherwise."));
            return;
        }

        foreach (var member in extra)
        {
            await TryAsync(member.MemberId, () => RemoveAsync(member, plan)).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(ImageMember member, SharingPlan plan)
    {
        if (await run.IsInDomainAsync(member.MemberId, plan.DomainIds, writer.CancellationToken).ConfigureAwait(false))
        {
            writer.WriteWarning(
                $"Project {member.MemberId} is not removed from image {image.Image}: Keystone did not list it, and it is an enabled "
                    + "project of a domain of the file.");
            return;
        }

        await _changes.RemoveAsync(member).ConfigureAwait(false);
    }

    private async Task AddAsync(WantedMember wanted)
    {
        var project = wanted.Project;
        var member = await _changes.AddAsync(project).ConfigureAwait(false);
        var status = member?.Status ?? MemberStatus.Pending;
        if ((member is not null || writer.IsWhatIf) && wanted.Status is not null && wanted.Status != status)
        {
            await SetStatusAsync(project, wanted.Status, status).ConfigureAwait(false);
        }
    }

    private async Task SetStatusAsync(ResourceName project, string status, string previousStatus)
    {
        // The owner of an image cannot set any member status of the image, not even its own.
        if (clients.Session.IsAdmin || (project.Id == clients.Session.ProjectId && project.Id != image.OwnerId))
        {
            await _changes.SetStatusAsync(project, status, previousStatus).ConfigureAwait(false);
        }
        else
        {
            _notSet.Add($"{project} ({status})");
        }
    }

    private Task TryAsync(string projectId, Func<Task> step) => writer.TryAsync(MemberClients.ErrorTarget(image.Image, projectId), step);
}
