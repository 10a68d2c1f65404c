using System.Buffers.Binary;
using System.Text;

namespace OpenStackImage.Tests.ImageData;

/// <summary>
/// The beginnings of disks of each format, complete enough for the format inspection of Glance (oslo_utils/imageutils/format_inspector.py).
/// The disks are empty.
/// </summary>
internal static class DiskHeaders
{
    private const int Size = 40 * 1024;
    private const ulong VirtualSize = 1024 * 1024;

    public static byte[] Of(string format) => format switch
    {
        "qcow2" => Qcow2(),
        "vmdk" => Vmdk(),
        "vhdx" => Vhdx(),
        "vhd" => Marked(0, "conectix"),
        "vdi" => Marked(64, "\u007f\u0010\u00da\u00be"),
        "iso" => Marked(32769, "CD001"),
        _ => Partitioned(),
    };

    /// <summary>A disk of QEMU.</summary>
    /// <param name="backingFile">The file that has what this disk does not have; null for a disk that is complete.</param>
    public static byte[] Qcow2(string? backingFile = null)
    {
        const int NameOffset = 512;
        var disk = Marked(0, "QFI\u00fb");
        var header = disk.AsSpan();
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], 3);
        BinaryPrimitives.WriteUInt32BigEndian(header[20..], 16);
        BinaryPrimitives.WriteUInt64BigEndian(header[24..], VirtualSize);
        BinaryPrimitives.WriteUInt32BigEndian(header[100..], 104);
        if (backingFile is not null)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header[8..], NameOffset);
            BinaryPrimitives.WriteUInt32BigEndian(header[16..], (uint)backingFile.Length);
            Encoding.ASCII.GetBytes(backingFile).CopyTo(disk, NameOffset);
        }

        return disk;
    }

    /// <summary>A disk with a boot record and one partition.</summary>
    public static byte[] Partitioned(byte type = 0x83)
    {
        const int Entry = 446;
        var disk = Marked(510, "\u0055\u00aa");
        disk[Entry + 4] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(disk.AsSpan(Entry + 8), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(disk.AsSpan(Entry + 12), 64);
        return disk;
    }

    private static byte[] Vmdk()
    {
        const int Sector = 512;
        var disk = Marked(0, "KDMV");
        var header = disk.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[12..], VirtualSize / Sector);
        BinaryPrimitives.WriteUInt64LittleEndian(header[28..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[36..], 1);
        Encoding.ASCII.GetBytes("# Disk DescriptorFile\nversion=1\ncreateType=\"monolithicSparse\"\nRW 2048 SPARSE \"disk.vmdk\"\n")
            .CopyTo(disk, Sector);
        return disk;
    }

    private static byte[] Vhdx()
    {
        const int RegionTable = 192 * 1024;
        const int MetadataRegion = 256 * 1024;
        const int ItemOffset = 64 * 1024;
        var disk = Marked(0, "vhdxfile", MetadataRegion + ItemOffset + 1024);
        var regions = disk.AsSpan(RegionTable);
        Encoding.ASCII.GetBytes("regi").CopyTo(regions);
        BinaryPrimitives.WriteUInt32LittleEndian(regions[8..], 1);
        new Guid("8B7CA206-4790-4B9A-B8FE-575F050F886E").TryWriteBytes(regions[16..]);
        BinaryPrimitives.WriteUInt64LittleEndian(regions[32..], MetadataRegion);
        BinaryPrimitives.WriteUInt32LittleEndian(regions[40..], ItemOffset + 1024);

        var metadata = disk.AsSpan(MetadataRegion);
        Encoding.ASCII.GetBytes("metadata").CopyTo(metadata);
        BinaryPrimitives.WriteUInt16LittleEndian(metadata[10..], 1);
        new Guid("2FA54224-CD1B-4876-B211-5DBED83BF4B8").TryWriteBytes(metadata[32..]);
        BinaryPrimitives.WriteUInt32LittleEndian(metadata[48..], ItemOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(metadata[52..], sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(metadata[ItemOffset..], VirtualSize);
        return disk;
    }

    private static byte[] Marked(int offset, string mark, int size = Size)
    {
        var disk = new byte[size];
        Encoding.Latin1.GetBytes(mark).CopyTo(disk, offset);
        return disk;
    }
}
