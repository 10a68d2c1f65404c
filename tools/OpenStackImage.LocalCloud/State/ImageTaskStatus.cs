namespace OpenStackImage.LocalCloud.State;

internal static class ImageTaskStatus
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Success = "success";
    public const string Failure = "failure";
}
