namespace OpenStackImage;

/// <summary>
/// The actions of New-OSImage -Replaces and Restore-OSImage on other versions of the image. It is the property Rotation of their result.
/// </summary>
public sealed class ImageRotation
{
    private readonly List<string> _replaced = [];
    private readonly List<string> _deleted = [];
    private readonly List<string> _kept = [];
    private readonly List<string> _notCarried = [];

    internal ImageRotation()
    {
    }

    /// <summary>The IDs of the images that were replaced and hidden.</summary>
    public IReadOnlyList<string> Replaced => JoinedList<string>.Of(_replaced);

    /// <summary>The IDs of earlier versions that were deleted.</summary>
    public IReadOnlyList<string> Deleted => JoinedList<string>.Of(_deleted);

    /// <summary>
    /// The IDs of earlier versions that exceed -Keep, but are kept because they are protected, in use, or not known to be older.
    /// </summary>
    public IReadOnlyList<string> InUse => JoinedList<string>.Of(_kept);

    /// <summary>The members whose status could not be copied: project ID and status.</summary>
    public IReadOnlyList<string> NotCarried => JoinedList<string>.Of(_notCarried);

    /// <inheritdoc/>
    public override string ToString() => $"replaced {_replaced.Count}, deleted {_deleted.Count}";

    internal void AddReplaced(Image image) => _replaced.Add(image.Id);

    internal void AddDeleted(Image image) => _deleted.Add(image.Id);

    internal void AddKept(Image image) => _kept.Add(image.Id);

    internal void AddNotCarried(string memberId, string status) => _notCarried.Add($"{memberId} ({status})");
}
