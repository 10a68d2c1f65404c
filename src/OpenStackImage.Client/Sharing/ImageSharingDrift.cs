namespace OpenStackImage;

/// <summary>A difference between a sharing file and the members of an image.</summary>
public sealed class ImageSharingDrift : CloudObject
{
    /// <summary>The image's UUID; null if the file has only the name of an image, and no image has it.</summary>
    public string? ImageId { get; internal init; }

    /// <summary>The image's name, if it is known.</summary>
    public string? ImageName { get; internal init; }

    /// <summary>The project's ID; null if the difference concerns the image.</summary>
    public string? MemberId { get; internal init; }

    /// <summary>The project's name, if it is known.</summary>
    public string? MemberName { get; internal init; }

    /// <summary>
    /// Missing (the project is not a member), Status (a different member status), Expired (a member whose end date has passed), Extra (a
    /// member that is not listed in any entry), ImageNotFound or ImageNotShared.
    /// </summary>
    public string Kind { get; internal init; } = "";

    /// <summary>The member status in the file; null if the project should not be a member.</summary>
    public string? Expected { get; internal init; }

    /// <summary>The member status; null if the project is not a member.</summary>
    public string? Actual { get; internal init; }

    /// <summary>The time at which the share ended or will end; null if it has no end.</summary>
    public DateTime? Until { get; internal init; }

    /// <summary>The sharing file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The line of the project or the entry in the file.</summary>
    public int Line { get; internal init; }

    /// <summary>Returns the same difference with the name of the project.</summary>
    internal ImageSharingDrift WithMemberName(string? name) => new()
    {
        ImageId = ImageId,
        ImageName = ImageName,
        MemberId = MemberId,
        MemberName = name,
        Kind = Kind,
        Expected = Expected,
        Actual = Actual,
        Until = Until,
        Path = Path,
        Line = Line,
    };

    /// <summary>Returns the kind, the project and the image.</summary>
    public override string ToString() => MemberId is null
        ? $"{Kind} {ImageName ?? ImageId}"
        : $"{Kind} {MemberName ?? MemberId} on {ImageName ?? ImageId}";
}
