namespace OpenStackImage.LocalCloud.State;

/// <summary>An application credential of Keystone.</summary>
internal sealed class ApplicationCredentialRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string UserId { get; init; }

    public required string ProjectId { get; init; }

    public required string Secret { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null if it was not specified, as Keystone shows it.</summary>
    public bool? Unrestricted { get; init; }

    public required IReadOnlyList<RoleRecord> Roles { get; init; }
}
