namespace OpenStackImage.LocalCloud;

/// <summary>A domain of Keystone.</summary>
public sealed record DomainRecord
{
    /// <summary>32 hexadecimal digits, or <c>default</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in the cloud.</summary>
    public required string Name { get; init; }

    /// <summary>Free text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Users of a disabled domain cannot authenticate.</summary>
    public bool Enabled { get; init; } = true;
}
