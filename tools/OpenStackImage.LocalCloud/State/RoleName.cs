namespace OpenStackImage.LocalCloud.State;

internal static class RoleName
{
    public const string Admin = "admin";
    public const string Manager = "manager";
    public const string Member = "member";
    public const string Service = "service";
    public const string Reader = "reader";
}
