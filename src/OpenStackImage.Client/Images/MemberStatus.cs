namespace OpenStackImage.Images;

/// <summary>The member statuses (glance/api/v2/image_members.py).</summary>
internal static class MemberStatus
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>As a filter of an image list: images of every member status. No member has it.</summary>
    public const string All = "all";
}
