namespace OpenStackImage.LocalCloud.State;

internal static class MemberStatus
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";
    public const string All = "all";
}
