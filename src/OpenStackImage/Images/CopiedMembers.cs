using OpenStackImage.Cmdlets;
using OpenStackImage.Http;
using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>
/// The members that a copy of an image gets: the corresponding projects, with their member status if the session has permission to set it.
/// </summary>
/// <param name="source">The image.</param>
/// <param name="members">The members of the image, with their names; empty if they are not copied.</param>
/// <param name="map">The projects of the destination that have another name.</param>
/// <param name="writer">The writer in the session of the destination.</param>
internal sealed class CopiedMembers(Image source, IReadOnlyList<ImageMember> members, ProjectMapping map, PipelineWriter writer)
{
    private readonly OpenStackSession _session = writer.Session;
    private IReadOnlyList<ImageMember>? _mapped;
    private IReadOnlyList<(ImageMember Member, string? PresentStatus)> _changes = [];

    /// <summary>Finds the projects that the copy is not shared with, or whose member status differs.</summary>
    /// <param name="existing">The copy; null if it does not exist yet.</param>
    public async Task PlanAsync(Image? existing)
    {
        if (members.Count == 0)
        {
            return;
        }

        var mapping = new MemberMapping(source.Session!, _session, map, writer);
        _mapped ??= await mapping.MapAllAsync(members, writer).ConfigureAwait(false);
        var present = existing is null
            ? []
            : await MemberMapping.ReadAsync(existing, _session, writer, writer.CancellationToken).ConfigureAwait(false);
        _changes = MemberDifferences.Make(_mapped, present).Changes;
    }

    /// <summary>Returns the sentences of the confirmation.</summary>
    public IEnumerable<string> Steps()
    {
        foreach (var (member, presentStatus) in _changes)
        {
            var project = new ResourceName(member.MemberId, member.MemberName);
            var maySet = _session.IsAdmin || member.MemberId == _session.ProjectId;
            if (presentStatus is not null)
            {
                if (maySet)
                {
                    yield return $"set the member status of project {project} to '{member.Status}'";
                }

                continue;
            }

            yield return maySet || member.Status == MemberStatus.Pending
                ? $"share it with project {project}, whose member status is '{member.Status}'"
                : $"share it with project {project}, whose member status is '{member.Status}' and becomes 'pending', because only that "
                    + "project or an admin can set it";
        }
    }

    /// <summary>Shares the copy. A member that fails is one error.</summary>
    public async Task CopyAsync(Image image)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        var copy = new CopyMembers(_session, new MemberClient(_session, writer), new MemberNames(_session, writer), writer)
        {
            IsConfirmed = true,
            Report = change =>
            {
                writer.WriteVerbose(
                    $"{change.Action}: project {change.MemberName ?? change.MemberId} ({change.Status}), cloud '{_session.Cloud}'.");
                return Task.CompletedTask;
            },
        };
        await copy.CopyAsync([.. _changes.Select(change => change.Member)], image.ResourceName).ConfigureAwait(false);
    }
}
