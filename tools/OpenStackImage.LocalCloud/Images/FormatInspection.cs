using System.Buffers.Binary;
using System.Text;
using OpenStackImage.LocalCloud.State;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>
/// The inspection of image data that Glance performs since OpenStack 2025.1 (glance/location.py). The formats and the safety checks are
/// those of oslo_utils/imageutils/format_inspector.py; only the headers are read.
/// </summary>
internal static class FormatInspection
{
    /// <summary>The minor version of Image API 2 in the first release that inspects data.</summary>
    public const int FirstVersion = 17;

    private const int HeaderSize = 64 * 1024;
    private const int Sector = 512;
    private const string Raw = "raw";
    private const string Gpt = "gpt";
    private const string Iso = "iso";
    private const string Qcow2 = "qcow2";
    private const string Qed = "qed";
    private const string Vmdk = "vmdk";

    private static readonly (string Format, int Offset, byte[] Mark)[] Marks =
    [
        (Qcow2, 0, [0x51, 0x46, 0x49, 0xFB]),
        (Qed, 0, [0x51, 0x45, 0x44, 0x00]),
        ("vhd", 0, "conectix"u8.ToArray()),
        ("vhdx", 0, "vhdxfile"u8.ToArray()),
        (Vmdk, 0, "KDMV"u8.ToArray()),
        ("luks", 0, [0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE]),
        ("vdi", 64, [0x7F, 0x10, 0xDA, 0xBE]),
        (Iso, 32769, "CD001"u8.ToArray()),
    ];

    /// <summary>Returns why Glance refuses data for an image, or null if it accepts the data.</summary>
    /// <param name="image">The image. Glance inspects only those with the container format bare.</param>
    /// <param name="data">The data.</param>
    /// <param name="minor">The minor version of Image API 2.</param>
    public static string? Refuse(ImageRecord image, ImageData data, int minor)
    {
        if (image.ContainerFormat != "bare")
        {
            return null;
        }

        var header = data.Header(HeaderSize);
        var format = Marks.FirstOrDefault(mark => Has(header, mark.Offset, mark.Mark)).Format ?? (IsPartitioned(header, minor) ? Gpt : Raw);

        var isInspectable = image.DiskFormat == Gpt || Marks.Any(mark => mark.Format == image.DiskFormat);
        return format != image.DiskFormat && image.DiskFormat != Raw && (format != Raw || isInspectable)
            ? $"Image disk_format {image.DiskFormat} does not match stream data {format}"
            : IsSafe(format, header) && (format != Gpt || minor == FirstVersion || PartitionTable.IsSafe(image.DiskFormat, header)) ? null
            : "Image failed safety checks";
    }

    private static bool Has(ReadOnlySpan<byte> header, int offset, ReadOnlySpan<byte> mark)
        => header.Length >= Math.Max(Sector, offset + mark.Length) && header.Slice(offset, mark.Length).SequenceEqual(mark);

    private static bool IsSafe(string format, ReadOnlySpan<byte> header) => format switch
    {
        Qcow2 => IsSafeQcow2(header),
        Qed => false,
        Vmdk => IsSafeVmdk(header),
        Gpt => PartitionTable.HasSafeFlags(header),
        _ => true,
    };

    /// <summary>The header specifies no backing file, no data file, and no feature that the inspector does not know.</summary>
    private static bool IsSafeQcow2(ReadOnlySpan<byte> header)
    {
        const ulong DataFile = 1 << 2;
        const ulong Known = 0x1F;
        if (BinaryPrimitives.ReadUInt64BigEndian(header[8..]) != 0)
        {
            return false;
        }

        var features = BinaryPrimitives.ReadUInt32BigEndian(header[4..]) < 3 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(header[72..]);
        return (features & DataFile) == 0 && (features & ~Known) == 0;
    }

    private static bool IsSafeVmdk(ReadOnlySpan<byte> header)
    {
        var text = Encoding.Latin1.GetString(header);
        return text.Contains("createType=\"monolithicSparse\"", StringComparison.Ordinal)
            || text.Contains("createType=\"streamOptimized\"", StringComparison.Ordinal);
    }

    /// <summary>Whether the data is a partitioned disk. Without a partition, Epoxy accepts the data as raw.</summary>
    private static bool IsPartitioned(ReadOnlySpan<byte> header, int minor)
        => Has(header, PartitionTable.MarkOffset, PartitionTable.Mark)
            && (minor == FirstVersion ? PartitionTable.HasEntries(header) : !PartitionTable.IsFileSystem(header));

    /// <summary>Returns the size of the disk in data that Glance accepted for an image, or null if Glance does not compute it.</summary>
    public static long? VirtualSize(ImageRecord image, ImageData data)
    {
        if (image is { DiskFormat: Qcow2, ContainerFormat: "bare" })
        {
            var size = (long)BinaryPrimitives.ReadUInt64BigEndian(data.Header(HeaderSize).AsSpan(24));
            return size > 0 ? size : null;
        }

        return image is { DiskFormat: Raw or Iso, ContainerFormat: "bare" } && data.Length > 0 ? data.Length : null;
    }
}
