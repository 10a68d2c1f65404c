using System.Text.Json;

namespace OpenStackImage.LocalCloud;

/// <summary>A project of Keystone.</summary>
public sealed record ProjectRecord
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in its domain.</summary>
    public required string Name { get; init; }

    /// <summary>The domain it is in.</summary>
    public required string DomainId { get; init; }

    /// <summary>The project or domain above it.</summary>
    public required string ParentId { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; } = "";

    /// <summary>Users cannot authenticate for a disabled project.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Simple tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Attributes that Keystone keeps without knowing them.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>();
}
