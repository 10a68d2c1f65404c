namespace OpenStackImage.LocalCloud;

/// <summary>A project that an image is shared with.</summary>
/// <param name="MemberId">The ID of the project. Glance accepts any text.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Status">pending, accepted or rejected.</param>
/// <param name="CreatedAt">When the project was added.</param>
/// <param name="UpdatedAt">When the status was last set.</param>
public sealed record MemberRecord(string MemberId, string ImageId, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
