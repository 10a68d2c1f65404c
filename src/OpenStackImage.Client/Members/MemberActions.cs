namespace OpenStackImage.Members;

/// <summary>The values of <see cref="ImageMemberChange.Action"/>.</summary>
internal static class MemberActions
{
    public const string Add = "Add";
    public const string Added = "Added";
    public const string Keep = "Keep";
    public const string Kept = "Kept";
    public const string Remove = "Remove";
    public const string Removed = "Removed";
    public const string SetStatus = "SetStatus";
    public const string StatusSet = "StatusSet";
}
