namespace OpenStackImage.LocalCloud.State;

/// <summary>A task of Glance. The record is replaced when the task advances.</summary>
internal sealed record TaskRecord
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public required string Type { get; init; }

    public string Status { get; init; } = ImageTaskStatus.Pending;

    public string Message { get; init; } = "";

    public required string ImageId { get; init; }

    public required string? Owner { get; init; }

    public required string UserId { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The input of the task, as JSON.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The time at which the task is deleted; null while it is running.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsRunning => Status is ImageTaskStatus.Pending or ImageTaskStatus.Processing;
}
