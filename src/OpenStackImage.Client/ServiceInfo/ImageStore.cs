namespace OpenStackImage;

/// <summary>A place where Glance keeps data (api-ref image/v2, "Store discovery"; glance/api/v2/discovery.py).</summary>
public sealed class ImageStore
{
    /// <summary>The name by which requests mean it.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>What the operators say of it; null if nothing.</summary>
    public string? Description { get; internal init; }

    /// <summary>True for the store that takes data for which no store is named.</summary>
    public bool IsDefault { get; internal init; }

    /// <summary>True for a store that takes no data.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>file, rbd, swift, s3, cinder, http, ...; null unless asked for with the details.</summary>
    public string? Type { get; internal init; }

    /// <summary>What the store's driver tells, by name; empty unless asked for with the details.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; internal init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string ToString() => Id;
}
