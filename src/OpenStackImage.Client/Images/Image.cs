using OpenStackImage.Http;

namespace OpenStackImage;

/// <summary>
/// A Glance image. Values such as the status and the visibility are those that Glance returned, so that values of later versions are kept.
/// </summary>
// api-ref image/v2, "Show image"; glance/api/v2/images.py, ResponseSerializer.
public sealed class Image : CloudObject
{
    /// <summary>The image's UUID.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The name, which need not be unique; null if it has none.</summary>
    public string? Name { get; internal init; }

    /// <summary>queued, saving, active, deactivated, importing, uploading, killed, deleted or pending_delete.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>private, shared, community or public.</summary>
    public string Visibility { get; internal init; } = "";

    /// <summary>The ID of the project that owns the image.</summary>
    public string? OwnerId { get; internal init; }

    /// <summary>The size of the data in bytes; null if there is no data.</summary>
    public long? Size { get; internal init; }

    /// <summary>The virtual size of the disk, in bytes.</summary>
    public long? VirtualSize { get; internal init; }

    /// <summary>raw, qcow2, vmdk, ...</summary>
    public string? DiskFormat { get; internal init; }

    /// <summary>bare, ovf, docker, ...</summary>
    public string? ContainerFormat { get; internal init; }

    /// <summary>The minimum disk size of a server that is created from the image, in GiB.</summary>
    public long MinDisk { get; internal init; }

    /// <summary>The minimum memory of a server that is created from the image, in MiB.</summary>
    public long MinRam { get; internal init; }

    /// <summary>The MD5 checksum of the data. Newer clouds provide only <see cref="HashValue"/>.</summary>
    public string? Checksum { get; internal init; }

    /// <summary>The algorithm of <see cref="HashValue"/>, for example sha512.</summary>
    public string? HashAlgorithm { get; internal init; }

    /// <summary>The hash of the data, in hexadecimal digits.</summary>
    public string? HashValue { get; internal init; }

    /// <summary>True if the image cannot be deleted.</summary>
    public bool IsProtected { get; internal init; }

    /// <summary>True if lists omit the image unless hidden images are requested.</summary>
    public bool IsHidden { get; internal init; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>Every other property of the image, by name. A list or a mapping, such as locations, is its JSON text.</summary>
    public IReadOnlyDictionary<string, string> Properties
    {
        get;
        internal init => field = JoinedMap<string>.Of(value);
    } = JoinedMap<string>.None;

    /// <summary>The stores that contain the data, if the cloud has several stores.</summary>
    public IReadOnlyList<string> Stores { get; internal init => field = JoinedList<string>.Of(value); } = JoinedList<string>.None;

    /// <summary>When the image was created.</summary>
    public DateTime? CreatedAt { get; internal init; }

    /// <summary>When the image was last changed.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <summary>The ID and the name, for messages and requests.</summary>
    internal ResourceName ResourceName => new(Id, Name);

    /// <summary>The name, or the ID of an image without one.</summary>
    public override string ToString() => Name ?? Id;

    private protected override object? GetDisplayValue(string property) => property switch
    {
        nameof(Size) => ByteSize.Text(Size),
        nameof(Size) + DetailSuffix => ByteSize.Detail(Size),
        nameof(VirtualSize) + DetailSuffix => ByteSize.Detail(VirtualSize),
        _ => base.GetDisplayValue(property),
    };
}
