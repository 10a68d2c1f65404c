namespace OpenStackImage.Members;

/// <summary>What a project makes of an offer (glance/api/v2/image_members.py).</summary>
internal static class MemberStatus
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>Asks a list for shares of every status; no member has it.</summary>
    public const string All = "all";
}
