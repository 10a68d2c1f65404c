namespace OpenStackImage;

/// <summary>What was done about one project and one image.</summary>
public enum ImageMemberAction
{
    /// <summary>The image was offered to the project.</summary>
    Added,

    /// <summary>The project was a member before.</summary>
    AlreadyMember,

    /// <summary>The offer was taken back.</summary>
    Removed,

    /// <summary>The project is a member, and should be.</summary>
    Kept,

    /// <summary>The member's status was set.</summary>
    StatusSet,
}

/// <summary>One step of Sync-, Copy- and Remove-OSImageMember.</summary>
public sealed class ImageMemberChange
{
    /// <summary>The image's UUID.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The project's ID.</summary>
    public string MemberId { get; internal init; } = "";

    /// <summary>What was done.</summary>
    public ImageMemberAction Action { get; internal init; }

    /// <summary>The member's status afterwards; null for one that was removed.</summary>
    public string? Status { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {MemberId} on {ImageId}";
}
