using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Copies the members of one image to others, with their member status if the session has permission to set it.</summary>
/// <param name="session">The session.</param>
/// <param name="members">The members.</param>
/// <param name="names">Looks up the names of planned changes.</param>
/// <param name="writer">Writes results, errors and questions.</param>
internal sealed class CopyMembers(OpenStackSession session, MemberClient members, MemberNames names, PipelineWriter writer)
{
    private readonly List<string> _notCopied = [];

    /// <summary>True if the changes were confirmed before.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Returns the project that owns the image, which does not become a member; null to copy all members.</summary>
    public Func<Task<string?>>? OwnerOf { get; init; }

    /// <summary>Receives the changes; if null, they are written.</summary>
    public Func<ImageMemberChange, Task>? Report { get; init; }

    /// <summary>Shares an image with the projects of members. A failure is one error, and the other members are processed.</summary>
    /// <param name="source">The members to copy.</param>
    /// <param name="image">The image that gets them.</param>
    public async Task CopyAsync(IReadOnlyList<ImageMember> source, ResourceName image)
    {
        var listed = await members.ListAsync(image, writer.CancellationToken).ConfigureAwait(false);
        var present = listed.GroupBy(member => OpenStackId.CanonicalProjectId(member.MemberId))
            .ToDictionary(same => same.Key, same => same.First());
        foreach (var member in await WithoutOwnerAsync(source, present.Keys, image).ConfigureAwait(false))
        {
            present.TryGetValue(OpenStackId.CanonicalProjectId(member.MemberId), out var copy);
            await writer.TryAsync(MemberClients.ErrorTarget(image, member.MemberId), () => CopyAsync(member, copy, image))
                .ConfigureAwait(false);
        }

        if (_notCopied.Count > 0)
        {
            writer.WriteWarning(
                $"Some member statuses are not copied to image {image}, because only the projects themselves and admins can set them: "
                    + $"{string.Join(", ", _notCopied)}.");
        }
    }

    /// <summary>The owner of the image is omitted. An image that gets no new member is not read.</summary>
    private async Task<IReadOnlyList<ImageMember>> WithoutOwnerAsync(
        IReadOnlyList<ImageMember> source, ICollection<string> present, ResourceName image)
    {
        if (OwnerOf is null || source.All(member => present.Contains(OpenStackId.CanonicalProjectId(member.MemberId))))
        {
            return source;
        }

        var owner = await OwnerOf().ConfigureAwait(false);
        var others = source.Where(member => owner is null
            || OpenStackId.CanonicalProjectId(member.MemberId) != OpenStackId.CanonicalProjectId(owner)).ToArray();
        if (others.Length < source.Count)
        {
            writer.WriteVerbose($"Project {owner} owns image {image}, and is not made a member of it.");
        }

        return others;
    }

    private async Task CopyAsync(ImageMember member, ImageMember? copy, ResourceName image)
    {
        var project = new ResourceName(member.MemberId, member.MemberName);
        if (copy is not null)
        {
            await ReportAsync(image, project, writer.IsWhatIf ? MemberActions.Keep : MemberActions.Kept, copy.Status, copy.Status)
                .ConfigureAwait(false);
        }
        else
        {
            copy = await AddAsync(member, image, project).ConfigureAwait(false);
        }

        if (copy is not null && copy.Status != member.Status)
        {
            await CopyStatusAsync(member, copy, image, project).ConfigureAwait(false);
        }
    }

    private async Task<ImageMember?> AddAsync(ImageMember member, ResourceName image, ResourceName project)
    {
        if (!OpenStackId.IsProjectId(member.MemberId) && (session.ProjectId is not { } own || OpenStackId.IsProjectId(own)))
        {
            throw MemberClient.NotAnId(image.Id, member.MemberId);
        }

        var isConfirmed = IsConfirmed || await writer.ConfirmAsync(
            $"Share image {image} with project {project}, whose member status is '{member.Status}'").ConfigureAwait(false);
        if (writer.IsWhatIf)
        {
            await ReportAsync(image, project, MemberActions.Add, MemberStatus.Pending).ConfigureAwait(false);
            await PlanStatusAsync(member, image, project).ConfigureAwait(false);
        }

        if (!isConfirmed)
        {
            return null;
        }

        var (added, isNew) = await members.AddIfMissingAsync(image.Id, member.MemberId, writer.CancellationToken).ConfigureAwait(false);
        await ReportAsync(image, project, isNew ? MemberActions.Added : MemberActions.Kept, added.Status, isNew ? null : added.Status)
            .ConfigureAwait(false);
        return added;
    }

    private async Task PlanStatusAsync(ImageMember member, ResourceName image, ResourceName project)
    {
        if (member.Status == MemberStatus.Pending)
        {
            return;
        }

        if (session.IsAdmin)
        {
            await ReportAsync(image, project, MemberActions.SetStatus, member.Status, MemberStatus.Pending).ConfigureAwait(false);
        }
        else
        {
            _notCopied.Add($"{project} ({member.Status})");
        }
    }

    private async Task CopyStatusAsync(ImageMember member, ImageMember copy, ResourceName image, ResourceName project)
    {
        var sentence = $"Set the member status of project {project} on image {image} to '{member.Status}'";
        if (writer.IsWhatIf && session.IsAdmin)
        {
            await ReportAsync(image, project, MemberActions.SetStatus, member.Status, copy.Status).ConfigureAwait(false);
        }

        if (!session.IsAdmin && (writer.IsWhatIf || copy.MemberId != session.ProjectId))
        {
            _notCopied.Add($"{project} ({member.Status})");
            return;
        }

        if (!IsConfirmed && !await writer.ConfirmAsync(sentence).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var set = await members.SetStatusAsync(copy.ImageId, copy.MemberId, member.Status, writer.CancellationToken)
                .ConfigureAwait(false);
            await ReportAsync(image, project, MemberActions.StatusSet, set.Status, copy.Status).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            _notCopied.Add($"{project} ({member.Status})");
        }
    }

    private Task ReportAsync(ResourceName image, ResourceName project, string action, string? status, string? previousStatus = null)
    {
        var change = ImageMemberChange.Of(image, project, action, status, previousStatus, writer.IsWhatIf);
        return Report?.Invoke(change) ?? (writer.IsWhatIf ? writer.WritePlannedAsync(change, names) : writer.WriteAsync(change));
    }
}
