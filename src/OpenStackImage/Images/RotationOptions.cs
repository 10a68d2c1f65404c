using OpenStackImage.Errors;

namespace OpenStackImage.Images;

/// <summary>What New-OSImage -Replaces does with the images that it replaces, and with earlier versions.</summary>
internal sealed record RotationOptions
{
    private const int MaxNameLength = 255;

    /// <summary>The number of earlier versions to keep; null to keep all.</summary>
    public int? Keep { get; init; }

    /// <summary>The new name of a replaced image; null to keep its name.</summary>
    public ImageNameTemplate? Name { get; init; }

    /// <summary>The properties to set on a replaced image.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>True to delete earlier versions that are protected or that other projects have accepted.</summary>
    public bool Force { get; init; }

    /// <summary>The first property that is a field of every image, or that Glance or this module sets; null if there is none.</summary>
    public string? ReservedProperty => Properties.Keys.FirstOrDefault(
        name => name == PropertyScope.ReplacedBy || ImageFields.Contains(name) || PropertyScope.IsOfService(name));

    /// <summary>True if the user has specified changes of a replaced image.</summary>
    public bool ChangesReplaced => Name is not null || Properties.Count > 0;

    /// <summary>Returns the changes of a replaced image, except that it is hidden, for the confirmation.</summary>
    public IReadOnlyList<ImageChange> ChangesOf(Image old)
        => ImageChange.Make(old, new ImageSettings { Name = Name?.Expand(old), Properties = Properties });

    /// <summary>Verifies the new names of the replaced images, before the new image is created.</summary>
    /// <exception cref="InvalidRequestException">A name is too long.</exception>
    public void RequireNames(IReadOnlyList<Image> replaced)
    {
        foreach (var old in replaced)
        {
            if (Name?.Expand(old).Length > MaxNameLength)
            {
                throw new InvalidRequestException(
                    ErrorIds.InvalidImageName,
                    FormattableString.Invariant($"-RenameReplaced makes the name of image {old.ResourceName} longer than the ")
                        + FormattableString.Invariant($"{MaxNameLength} characters that a name can have."),
                    response: null,
                    "Shorten the template.");
            }
        }
    }

    /// <summary>Returns the settings that a replaced image gets. An image that was renamed before keeps that name.</summary>
    public ImageSettings SettingsOf(Image old, Image successor)
    {
        var properties = Properties.ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        properties[PropertyScope.ReplacedBy] = successor.Id;
        var isRenamed = old.Properties.TryGetValue(PropertyScope.ReplacedBy, out var known) && known == successor.Id;
        return new ImageSettings { IsHidden = true, Name = isRenamed ? null : Name?.Expand(old), Properties = properties };
    }
}
