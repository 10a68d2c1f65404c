using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <content>The settings of the new image.</content>
public sealed partial class NewOSImageCommand
{
    private ImageSettings Settings(UploadSource? source) => new()
    {
        Name = Name ?? (Replaces is null ? source?.FileName : null),
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat?.ToLowerInvariant(),
        ContainerFormat = ContainerFormat?.ToLowerInvariant(),
        MinDisk = MinDisk,
        MinRam = MinRam,
        // With -Replaces, -Protected:$false differs from an omitted -Protected.
        IsProtected = IsSpecified(nameof(Protected)) ? Protected.ToBool() : null,
        IsHidden = IsSpecified(nameof(Hidden)) ? Hidden.ToBool() : null,
        Tags = Tag,
        Properties = ImageProperties.Merge(Property),
    };

    private bool IsSpecified(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
