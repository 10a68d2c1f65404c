namespace OpenStackImage.Tasks;

/// <summary>The states of a task (glance/api/v2/tasks.py, the schema's enum of <c>status</c>).</summary>
internal static class ImageTaskStatus
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Success = "success";
    public const string Failure = "failure";
}
