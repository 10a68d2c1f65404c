using System.Text.Json;

namespace OpenStackImage.LocalCloud;

/// <summary>A user of Keystone.</summary>
public sealed record UserRecord
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in its domain.</summary>
    public required string Name { get; init; }

    /// <summary>The domain it is in.</summary>
    public required string DomainId { get; init; }

    /// <summary>The default project, to which tokens are scoped if no scope is requested.</summary>
    public string? DefaultProjectId { get; init; }

    /// <summary>A disabled user cannot authenticate.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The password, which is never returned and not part of ToString.</summary>
    internal string? Password { get; init; }

    /// <summary>
    /// The sets of methods of which one must be completed (multi_factor_auth_rules); if empty, any single method is sufficient.
    /// </summary>
    internal IReadOnlyList<IReadOnlyList<string>> MultiFactorRules { get; init; } = [];

    /// <summary>Attributes that Keystone keeps without knowing them.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Id})";
}
