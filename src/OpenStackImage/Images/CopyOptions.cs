using OpenStackImage.Members;

namespace OpenStackImage.Images;

/// <summary>How Copy-OSImage copies an image.</summary>
internal sealed record CopyOptions
{
    /// <summary>True to replace an image of the destination that has the same name and different data.</summary>
    public bool Replaces { get; init; }

    /// <summary>The visibility of the copies; null for that of the image.</summary>
    public string? Visibility { get; init; }

    /// <summary>True to share the copies with the corresponding projects.</summary>
    public bool WithMembers { get; init; }

    /// <summary>The projects of the destination that have another name.</summary>
    public ProjectMapping ProjectMap { get; init; } = new();

    /// <summary>Returns the settings of a copy of an image.</summary>
    public ImageSettings SettingsOf(Image image) => new()
    {
        Name = image.Name,
        Visibility = Visibility ?? image.Visibility,
        DiskFormat = image.DiskFormat,
        ContainerFormat = image.ContainerFormat,
        MinDisk = image.MinDisk,
        MinRam = image.MinRam,
        IsProtected = image.IsProtected,
        IsHidden = image.IsHidden,
        Tags = image.Tags,
        Properties = PropertyScope.ForOtherCloud(image),
    };
}
