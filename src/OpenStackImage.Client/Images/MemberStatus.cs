namespace OpenStackImage.Images;

/// <summary>The member statuses (glance/api/v2/image_members.py).</summary>
internal static class MemberStatus
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>A filter of image lists for every member status. No member has this value.</summary>
    public const string All = "all";
}
