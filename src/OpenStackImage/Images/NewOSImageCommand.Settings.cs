using System.Management.Automation;
using OpenStackImage.ImageData;

namespace OpenStackImage.Images;

/// <content>The settings of the new image.</content>
public sealed partial class NewOSImageCommand
{
    private ImageSettings Settings(string? ownerId, UploadSource? source) => new()
    {
        Name = Name ?? (Replaces is null ? source?.FileName : null),
        OwnerId = ownerId,
        Visibility = Visibility?.ToLowerInvariant(),
        DiskFormat = DiskFormat?.ToLowerInvariant(),
        ContainerFormat = ContainerFormat?.ToLowerInvariant(),
        MinDisk = MinDisk,
        MinRam = MinRam,
        IsProtected = _isProtected,
        IsHidden = _isHidden,
        Tags = Tag,
        Properties = ImageProperties.Merge(Property),
    };

    private bool? ValueOf(string parameter, SwitchParameter value)
        => MyInvocation.BoundParameters.ContainsKey(parameter) ? value.ToBool() : null;
}
