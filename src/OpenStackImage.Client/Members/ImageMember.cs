namespace OpenStackImage;

/// <summary>A member of an image: a project that the image is shared with.</summary>
// api-ref image/v2, "Sharing"; glance/api/v2/image_members.py, ResponseSerializer.
public sealed class ImageMember : CloudObject
{
    /// <summary>The image's UUID.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The ID of the project. Glance does not check that the project exists.</summary>
    public string MemberId { get; internal init; } = "";

    /// <summary>The member status: pending, accepted or rejected. Unknown values of newer servers are kept.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>When the project was added.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>When the status was last set.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <summary>The image's name, if it is known.</summary>
    public string? ImageName { get; internal init; }

    /// <summary>The project's name, if it is known.</summary>
    public string? MemberName { get; internal init; }

    /// <summary>The name of the project's domain, if it is known.</summary>
    public string? MemberDomain { get; internal init; }

    /// <summary>Returns the same member with the names that are known.</summary>
    internal ImageMember WithNames(string? imageName, string? memberName, string? memberDomain) => new()
    {
        ImageId = ImageId,
        MemberId = MemberId,
        Status = Status,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ImageName = imageName ?? ImageName,
        MemberName = memberName ?? MemberName,
        MemberDomain = memberDomain ?? MemberDomain,
    };

    /// <summary>Returns the image and the project.</summary>
    public override string ToString() => $"{ImageName ?? ImageId} / {MemberName ?? MemberId}";
}
