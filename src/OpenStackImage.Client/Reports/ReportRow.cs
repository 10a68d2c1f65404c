namespace OpenStackImage.Reports;

/// <summary>A member of an image as a report needs it: from the service, from the pipeline, or from a file.</summary>
/// <param name="ImageId">The ID of the image; from a file, any text.</param>
/// <param name="MemberId">The ID of the project; any text, because Glance does not check it.</param>
/// <param name="Status">The member status; empty if it is not known.</param>
internal sealed record ReportRow(string ImageId, string MemberId, string Status)
{
    /// <summary>The cloud, as <see cref="CloudObject.Cloud"/> names it; null if it is not known.</summary>
    public string? Cloud { get; init; }

    public string? ImageName { get; init; }

    public string? MemberName { get; init; }

    public string? MemberDomain { get; init; }

    public DateTime? CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    /// <summary>The session that can read more about the image and the project; null for a row of a file.</summary>
    public OpenStackSession? Session { get; init; }

    /// <summary>The time since which the member has its status.</summary>
    public DateTime? StatusSince => UpdatedAt ?? CreatedAt;

    /// <summary>Returns the row of a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="session">The session that has read it.</param>
    public static ReportRow Of(ImageMember member, OpenStackSession? session)
        => new(CanonicalImageId(member.ImageId), OpenStackId.CanonicalProjectId(member.MemberId), member.Status)
        {
            Cloud = session?.Cloud ?? member.Cloud,
            ImageName = member.ImageName,
            MemberName = member.MemberName,
            MemberDomain = member.MemberDomain,
            CreatedAt = member.CreatedAt,
            UpdatedAt = member.UpdatedAt,
            Session = session ?? member.Session,
        };

    /// <summary>Returns the row of the fields of an object or of a line of a file.</summary>
    /// <param name="field">Returns the text of a field by its name; null if there is none.</param>
    /// <param name="time">Returns the time of a field by its name; null if there is none.</param>
    /// <returns>The row; null without the ID of an image or of a project.</returns>
    public static ReportRow? Of(Func<string, string?> field, Func<string, DateTime?> time)
    {
        var imageId = field(nameof(ImageId));
        var memberId = field(nameof(MemberId));
        return imageId is null || memberId is null
            ? null
            : new ReportRow(
                CanonicalImageId(imageId), OpenStackId.CanonicalProjectId(memberId), field(nameof(Status))?.ToLowerInvariant() ?? "")
            {
                Cloud = field(nameof(Cloud)),
                ImageName = field(nameof(ImageName)),
                MemberName = field(nameof(MemberName)),
                MemberDomain = field(nameof(MemberDomain)),
                CreatedAt = time(nameof(CreatedAt)),
                UpdatedAt = time(nameof(UpdatedAt)),
            };
    }

    private static string CanonicalImageId(string text) => OpenStackId.TryParseImageId(text, out var id) ? id : text;
}
