namespace OpenStackImage.Images;

/// <summary>The states of an image (glance/domain/__init__.py, Image.valid_state_targets).</summary>
internal static class ImageStatus
{
    public const string Queued = "queued";
    public const string Saving = "saving";
    public const string Uploading = "uploading";
    public const string Importing = "importing";
    public const string Active = "active";
    public const string Deactivated = "deactivated";
    public const string Killed = "killed";
    public const string PendingDelete = "pending_delete";
    public const string Deleted = "deleted";

    /// <summary>True if an image has no data yet, and a command may be sending or importing it.</summary>
    public static bool IsIncomplete(string status) => status is Queued or Saving or Uploading or Importing;
}
