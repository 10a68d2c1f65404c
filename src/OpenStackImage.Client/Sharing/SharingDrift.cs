namespace OpenStackImage.Sharing;

/// <summary>Returns the differences of a plan as objects.</summary>
internal static class SharingDrift
{
    public const string Missing = "Missing";
    public const string Status = "Status";
    public const string Expired = "Expired";
    public const string Extra = "Extra";

    /// <summary>Returns the differences between the members of an image and a file, in the order of the kinds.</summary>
    /// <param name="document">The file.</param>
    /// <param name="image">The image.</param>
    /// <param name="plan">The differences.</param>
    /// <param name="includesExtra"> True to return the members that are not listed in any entry. In an incomplete plan, these and the
    /// expired members are not known.</param>
    public static IEnumerable<ImageSharingDrift> Of(SharingDocument document, SelectedImage image, SharingPlan plan, bool includesExtra)
    {
        foreach (var wanted in plan.Missing)
        {
            yield return Make(wanted.Project.Id, Missing, wanted.StatusWhenAdded, null, wanted);
        }

        foreach (var (member, wanted) in plan.OtherStatus)
        {
            yield return Make(member.MemberId, Status, wanted.Status, member.Status, wanted);
        }

        foreach (var (member, wanted) in plan.IsIncomplete ? [] : plan.Expired)
        {
            yield return Make(member.MemberId, Expired, null, member.Status, wanted);
        }

        foreach (var member in includesExtra && !plan.IsIncomplete ? plan.Extra : [])
        {
            yield return Make(member.MemberId, Extra, null, member.Status, null);
        }

        ImageSharingDrift Make(string memberId, string kind, string? expected, string? actual, WantedMember? wanted) => new()
        {
            ImageId = image.Image.Id,
            ImageName = image.Image.Name,
            MemberId = memberId,
            MemberName = wanted?.Project.Name,
            Kind = kind,
            Expected = expected,
            Actual = actual,
            Until = wanted?.Until?.LocalDateTime,
            Path = document.Path,
            Line = wanted?.Line ?? image.Line,
        };
    }

    /// <summary>Returns the difference of an entry whose image cannot be shared.</summary>
    public static ImageSharingDrift Of(SharingDocument document, UnusableImage unusable) => new()
    {
        ImageId = unusable.Image?.Id ?? unusable.Entry.Images.Id,
        ImageName = unusable.Image?.Name ?? unusable.Entry.Images.Name,
        Kind = unusable.Failure.ErrorId,
        Path = document.Path,
        Line = unusable.Entry.Line,
    };
}
