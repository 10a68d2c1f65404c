using OpenStackImage.Tasks;

namespace OpenStackImage;

/// <summary>A task that Glance runs in the background, usually an image import.</summary>
// api-ref image/v2, "Tasks" and "Show tasks associated with image"; glance/api/v2/tasks.py.
public sealed class ImageTask : CloudObject
{
    /// <summary>The task's UUID.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>api_image_import, location_import, import, ...</summary>
    public string Type { get; internal init; } = "";

    /// <summary>pending, processing, success or failure.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>The progress of the task, or the reason of its failure. Lists omit it.</summary>
    public string? Message { get; internal init; }

    /// <summary>The ID of the image. Lists omit it.</summary>
    public string? ImageId { get; internal init; }

    /// <summary>The method of an import: glance-direct, web-download, copy-image or glance-download. Lists omit it.</summary>
    public string? Method { get; internal init; }

    /// <summary>Where the data comes from, for web-download and for a location.</summary>
    public string? Uri { get; internal init; }

    /// <summary>The stores that an import fills. Lists omit them.</summary>
    public IReadOnlyList<string> Stores { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>The ID of the project that started the task.</summary>
    public string? OwnerId { get; internal init; }

    /// <summary>The ID of the user who started the task.</summary>
    public string? UserId { get; internal init; }

    /// <summary>x-openstack-request-id of the request that started it.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>When the task was started.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>When the task last made progress.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <summary>When Glance deletes the task; null while it is running.</summary>
    public DateTime? ExpiresAt { get; internal init; }

    /// <summary>True while the task is pending or processing.</summary>
    public bool IsRunning => Status is ImageTaskStatus.Pending or ImageTaskStatus.Processing;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
