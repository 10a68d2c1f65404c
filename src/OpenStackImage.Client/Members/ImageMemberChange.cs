using OpenStackImage.Http;

namespace OpenStackImage;

/// <summary>A planned or completed change of a member of an image.</summary>
public sealed class ImageMemberChange : CloudObject
{
    /// <summary>The image's UUID.</summary>
    public string ImageId { get; internal init; } = "";

    /// <summary>The image's name, if it is known.</summary>
    public string? ImageName { get; internal init; }

    /// <summary>The project's ID.</summary>
    public string MemberId { get; internal init; } = "";

    /// <summary>The project's name, if it is known.</summary>
    public string? MemberName { get; internal init; }

    /// <summary>
    /// The action: Add, Remove, Keep or SetStatus for a planned change; Added, Removed, Kept or StatusSet for a completed change.
    /// </summary>
    public string Action { get; internal init; } = "";

    /// <summary>True for a planned change, which was not made because of -WhatIf.</summary>
    public bool IsPlanned { get; internal init; }

    /// <summary>The member status after the change; null for a member that is removed.</summary>
    public string? Status { get; internal init; }

    /// <summary>The member status before the change; null for a project that was not a member, or if it is not known.</summary>
    public string? PreviousStatus { get; internal init; }

    /// <summary>Returns a change of a project's membership.</summary>
    internal static ImageMemberChange Of(
        ResourceName image, ResourceName project, string action, string? status = null, string? previousStatus = null,
        bool isPlanned = false)
        => new()
        {
            ImageId = image.Id,
            ImageName = image.Name,
            MemberId = project.Id,
            MemberName = project.Name,
            Action = action,
            IsPlanned = isPlanned,
            Status = status,
            PreviousStatus = previousStatus,
        };

    /// <summary>Returns the action, the project and the image.</summary>
    public override string ToString() => $"{Action} {MemberName ?? MemberId} on {ImageName ?? ImageId}";
}
