namespace OpenStackImage.Images;

/// <summary>What New-OSImage -Replaces does with the images that it replaces, and with earlier versions.</summary>
internal sealed record RotationOptions
{
    /// <summary>The number of earlier versions to keep; null to keep all.</summary>
    public int? Keep { get; init; }

    /// <summary>The new name of a replaced image; null to keep its name.</summary>
    public ImageNameTemplate? Name { get; init; }

    /// <summary>Properties that a replaced image gets.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>True to delete earlier versions that are protected or that other projects have accepted.</summary>
    public bool Force { get; init; }

    /// <summary>The first property that is a field of every image, or that this module sets; null if there is none.</summary>
    public string? ReservedProperty
        => Properties.Keys.FirstOrDefault(name => name == PropertyScope.ReplacedBy || ImageFields.Contains(name));

    /// <summary>True if the user has specified changes of a replaced image.</summary>
    public bool ChangesReplaced => Name is not null || Properties.Count > 0;

    /// <summary>Returns the settings that a replaced image gets. An image that was renamed before keeps that name.</summary>
    public ImageSettings SettingsOf(Image old, Image successor)
    {
        var properties = Properties.ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        properties[PropertyScope.ReplacedBy] = successor.Id;
        var isRenamed = old.Properties.TryGetValue(PropertyScope.ReplacedBy, out var known) && known == successor.Id;
        return new ImageSettings { IsHidden = true, Name = isRenamed ? null : Name?.Expand(old), Properties = properties };
    }
}
