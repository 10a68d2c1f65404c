namespace OpenStackImage.Members;

/// <summary>
/// The changes that make the members of an image exactly the specified ones. IDs are compared in their canonical spelling.
/// </summary>
/// <param name="Kept">Members that are wanted.</param>
/// <param name="Missing">Wanted projects that are not members, without duplicates, in the order in which they were specified.</param>
/// <param name="Extra">Members that are not wanted.</param>
internal sealed record MemberPlan(IReadOnlyList<ImageMember> Kept, IReadOnlyList<string> Missing, IReadOnlyList<ImageMember> Extra)
{
    public static MemberPlan Make(IReadOnlyList<ImageMember> present, IEnumerable<string> wanted)
    {
        var wantedIds = wanted.GroupBy(OpenStackId.CanonicalProjectId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First());
        var presentIds = new HashSet<string>(
            present.Select(member => OpenStackId.CanonicalProjectId(member.MemberId)), StringComparer.Ordinal);
        return new MemberPlan(
            present.Where(IsWanted).ToArray(),
            wantedIds.Where(id => !presentIds.Contains(id.Key)).Select(id => id.Value).ToArray(),
            present.Where(member => !IsWanted(member)).ToArray());

        bool IsWanted(ImageMember member) => wantedIds.ContainsKey(OpenStackId.CanonicalProjectId(member.MemberId));
    }
}
