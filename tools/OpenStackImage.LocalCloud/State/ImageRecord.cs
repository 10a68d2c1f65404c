using OpenStackImage.LocalCloud.Images;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud;

/// <summary>An image of Glance. Once it is in the cloud, change it through <see cref="CloudState.UpdateImage"/> only.</summary>
public sealed class ImageRecord
{
    private readonly Dictionary<string, DateTimeOffset> _removedMembers = [];
    private byte[]? _document;

    /// <summary>A uuid.</summary>
    public string Id { get; set; } = Guid.NewGuid().ToString();

    /// <summary>Any text; need not be unique.</summary>
    public string? Name { get; set; }

    /// <summary>queued, saving, uploading, importing, active, deactivated, ...</summary>
    public string Status { get; set; } = ImageStatus.Queued;

    /// <summary>private, shared, community or public.</summary>
    public string Visibility { get; set; } = ImageVisibility.Shared;

    /// <summary>The project that owns it.</summary>
    public string? Owner { get; set; }

    /// <summary>The size of the data in bytes; only a number unless <see cref="SetData(ReadOnlyMemory{byte})"/> was called.</summary>
    public long? Size { get; set; }

    /// <summary>Bytes of the disk in it.</summary>
    public long? VirtualSize { get; set; }

    /// <summary>qcow2, raw, ...</summary>
    public string? DiskFormat { get; set; }

    /// <summary>bare, ovf, ...</summary>
    public string? ContainerFormat { get; set; }

    /// <summary>The minimum disk size of a server, in GiB.</summary>
    public long MinDisk { get; set; }

    /// <summary>The minimum memory of a server, in MiB.</summary>
    public long MinRam { get; set; }

    /// <summary>MD5 of the data.</summary>
    public string? Checksum { get; set; }

    /// <summary>The algorithm of <see cref="HashValue"/>, usually sha512.</summary>
    public string? HashAlgorithm { get; set; }

    /// <summary>The hash of the data.</summary>
    public string? HashValue { get; set; }

    /// <summary>A protected image cannot be deleted.</summary>
    public bool IsProtected { get; set; }

    /// <summary>True for a hidden image, which is listed only if requested.</summary>
    public bool IsHidden { get; set; }

    /// <summary>The time of creation.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Tags, each once.</summary>
    public IList<string> Tags { get; private set; } = [];

    /// <summary>Custom properties, in the order in which they were set.</summary>
    public OrderedDictionary<string, string?> Properties { get; private set; } = [];

    /// <summary>The stores that contain its data.</summary>
    public string? Stores { get; set; }

    /// <summary>
    /// Glance's <c>show_multiple_locations</c> and <c>show_image_direct_url</c>: whether the image shows where its data is.
    /// </summary>
    public bool ShowsLocations { get; set; }

    /// <summary>The projects it is shared with, in the order in which they were added.</summary>
    internal List<MemberRecord> Members { get; } = [];

    /// <summary>The data, if the cloud has it.</summary>
    internal ImageData? Data { get; private set; }

    /// <summary>Data that is staged for an import.</summary>
    internal ImageData? Staged { get; set; }

    /// <summary>The image as JSON, written once and kept until it changes.</summary>
    internal byte[] Document => _document ??= Images.ImageDocument.Write(this);

    /// <summary>Sets the data of the image, with its size, checksum and hash, and the status active.</summary>
    public void SetData(ReadOnlyMemory<byte> data) => SetData(ImageData.Of(data));

    /// <summary>Sets the data of the image, with the checksum and the hash that the cloud computes.</summary>
    internal void SetData(ImageData data, CloudOptions options)
    {
        SetData(data);
        Checksum = options.HasChecksum ? data.Md5 : null;
        HashAlgorithm = options.HashAlgorithm;
        HashValue = options.HashAlgorithm is null ? null : data.Hash(options.HashAlgorithm);
        if (options.ImageApiMinor >= FormatInspection.FirstVersion)
        {
            VirtualSize = FormatInspection.VirtualSize(this, data);
        }
    }

    /// <summary>Keeps data that Glance rejected: it stays in the store, with its checksum and hash, and the image is queued.</summary>
    internal void KeepRejected(ImageData data, CloudOptions options)
    {
        var (size, virtualSize) = (Size, VirtualSize);
        SetData(data, options);
        (Size, VirtualSize, Status) = (size, virtualSize, ImageStatus.Queued);
    }

    internal void SetData(ImageData data)
    {
        Data = data;
        Size = data.Length;
        VirtualSize ??= data.Length > 0 && (DiskFormat is "raw" or "iso") && ContainerFormat == "bare" ? data.Length : null;
        Checksum = data.Md5;
        HashAlgorithm = "sha512";
        HashValue = data.Sha512;
        Status = ImageStatus.Active;
        Stores = "file";
    }

    /// <summary>
    /// Adds a member. Glance keeps the record of a removed member, and uses it again with its creation time (glance/db/__init__.py).
    /// </summary>
    internal MemberRecord AddMember(string memberId, string status, DateTimeOffset now)
    {
        var createdAt = _removedMembers.TryGetValue(memberId, out var earlier) ? earlier : now;
        var member = new MemberRecord(memberId, Id, status, createdAt, now);
        Members.Add(member);
        return member;
    }

    /// <summary>Removes a member.</summary>
    internal void RemoveMember(MemberRecord member)
    {
        Members.Remove(member);
        _removedMembers[member.MemberId] = member.CreatedAt;
    }

    internal MemberRecord? Member(string memberId) => Members.Find(member => member.MemberId == memberId);

    internal void Changed() => _document = null;

    /// <summary>Returns a copy for changes that may be rejected. The copy shares the members.</summary>
    internal ImageRecord Draft()
    {
        var draft = (ImageRecord)MemberwiseClone();
        draft.Tags = [.. Tags];
        draft.Properties = new(Properties);
        draft._document = null;
        return draft;
    }
}
