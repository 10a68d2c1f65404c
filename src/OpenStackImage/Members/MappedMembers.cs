using OpenStackImage.Cmdlets;
using OpenStackImage.Images;

namespace OpenStackImage.Members;

/// <summary>Maps the members of an image to those of an image of another cloud.</summary>
internal static class MappedMembers
{
    /// <summary>
    /// Returns the corresponding members, each project once: if several members correspond to one project, it has the status accepted if
    /// one of them has, otherwise pending if one of them has. A member without a corresponding project is one error, and is omitted. The
    /// project that owns the copy is omitted, too.
    /// </summary>
    /// <param name="mapping">Finds the projects.</param>
    /// <param name="members">The members, with their names.</param>
    /// <param name="writer">Writes the errors.</param>
    public static async Task<IReadOnlyList<ImageMember>> MapAllAsync(
        this MemberMapping mapping, IEnumerable<ImageMember> members, PipelineWriter writer)
    {
        var mapped = new List<ImageMember>();
        foreach (var member in members)
        {
            await writer.TryAsync(member, async () =>
            {
                if (await mapping.MapAsync(member, writer.CancellationToken).ConfigureAwait(false) is { } project)
                {
                    mapped.Add(project);
                }
            }).ConfigureAwait(false);
        }

        return [.. mapped.GroupBy(member => OpenStackId.CanonicalProjectId(member.MemberId), StringComparer.Ordinal)
            .Select(same => same.OrderBy(member => RankOf(member.Status)).First())];
    }

    private static int RankOf(string status) => status switch
    {
        MemberStatus.Accepted => 0,
        MemberStatus.Pending => 1,
        _ => 2,
    };
}
