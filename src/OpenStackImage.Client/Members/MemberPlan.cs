namespace OpenStackImage.Members;

/// <summary>What has to happen so that an image's members are exactly the wanted ones.</summary>
/// <param name="Kept">Members that are wanted.</param>
/// <param name="Missing">Wanted projects that are no members, in the order in which they were wanted.</param>
/// <param name="Extra">Members that are not wanted.</param>
internal sealed record MemberPlan(IReadOnlyList<ImageMember> Kept, IReadOnlyList<string> Missing, IReadOnlyList<ImageMember> Extra)
{
    public static MemberPlan Make(IReadOnlyList<ImageMember> present, IEnumerable<string> wanted)
    {
        var wantedIds = wanted.Distinct(StringComparer.Ordinal).ToArray();
        var presentIds = new HashSet<string>(present.Select(member => member.MemberId), StringComparer.Ordinal);
        return new MemberPlan(
            present.Where(member => wantedIds.Contains(member.MemberId)).ToArray(),
            wantedIds.Where(id => !presentIds.Contains(id)).ToArray(),
            present.Where(member => !wantedIds.Contains(member.MemberId)).ToArray());
    }
}
