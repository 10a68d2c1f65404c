namespace OpenStackImage.LocalCloud.State;

internal static class ImageVisibility
{
    public const string Community = "community";
    public const string Public = "public";
    public const string Private = "private";
    public const string Shared = "shared";
    public const string All = "all";
}
