namespace OpenStackImage.Members;

/// <summary>The differences between the members of an image and those of its copy. IDs are compared in their canonical spelling.</summary>
/// <param name="Changes">
/// The wanted members that the copy does not have, or with another member status, which is null for one that it does not have.
/// </param>
/// <param name="Extra">The members of the copy that are not wanted, each project once.</param>
internal sealed record MemberDifferences(
    IReadOnlyList<(ImageMember Member, string? PresentStatus)> Changes, IReadOnlyList<ImageMember> Extra)
{
    /// <param name="wanted">The members that the copy is to have, each project once.</param>
    /// <param name="present">The members of the copy.</param>
    public static MemberDifferences Make(IReadOnlyList<ImageMember> wanted, IReadOnlyList<ImageMember> present)
    {
        var byProject = present.GroupBy(KeyOf, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var wantedIds = new HashSet<string>(wanted.Select(KeyOf), StringComparer.Ordinal);
        return new MemberDifferences(
            [.. wanted.Select(member => (Member: member, PresentStatus: StatusOf(member)))
                .Where(change => change.PresentStatus != change.Member.Status)],
            [.. byProject.Where(member => !wantedIds.Contains(member.Key)).Select(member => member.Value)]);

        string? StatusOf(ImageMember member) => byProject.TryGetValue(KeyOf(member), out var there) ? there.Status : null;
    }

    private static string KeyOf(ImageMember member) => OpenStackId.CanonicalProjectId(member.MemberId);
}
