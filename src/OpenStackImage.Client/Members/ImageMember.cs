namespace OpenStackImage;

/// <summary>
/// A project with which an image is shared (api-ref image/v2, "Sharing"; glance/api/v2/image_members.py, ResponseSerializer).
/// </summary>
public sealed class ImageMember
{
    /// <summary>The image's UUID.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The ID of the project. Glance does not check that there is such a project.</summary>
    public string MemberId { get; internal init; } = "";

    /// <summary>pending, accepted or rejected; a word that a newer server adds is kept as it is.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>When the project was added.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>When the status was last set.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <summary>The image's name, where names were asked for.</summary>
    public string? ImageName { get; internal init; }

    /// <summary>The project's name, where names were asked for.</summary>
    public string? MemberName { get; internal init; }

    /// <summary>The name of the project's domain, where names were asked for.</summary>
    public string? MemberDomain { get; internal init; }

    /// <summary>The same member with the names that belong to its IDs.</summary>
    internal ImageMember Named(string? imageName, string? memberName, string? memberDomain) => new()
    {
        ImageId = ImageId,
        MemberId = MemberId,
        Status = Status,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ImageName = imageName,
        MemberName = memberName,
        MemberDomain = memberDomain,
    };

    /// <summary>The image and the project.</summary>
    public override string ToString() => $"{ImageName ?? ImageId} / {MemberName ?? MemberId}";
}
