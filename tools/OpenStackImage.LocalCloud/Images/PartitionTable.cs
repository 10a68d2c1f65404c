using System.Buffers.Binary;

namespace OpenStackImage.LocalCloud.Images;

/// <summary>
/// The partition table in the first sector of a disk, and Glance's checks of it (oslo_utils/imageutils/format_inspector.py, GPTInspector).
/// A release after Epoxy made the checks strict (gpt_safety_checks_nonfatal).
/// </summary>
internal static class PartitionTable
{
    public const int MarkOffset = 510;
    private const int Start = 446;
    private const int EntrySize = 16;
    private const int Entries = 4;
    private const int TypeOffset = 4;
    private const int FirstBlockOffset = 8;
    private const byte GptType = 0xEE;

    public static ReadOnlySpan<byte> Mark => [0x55, 0xAA];

    public static bool HasEntries(ReadOnlySpan<byte> header) => header.Slice(Start, Entries * EntrySize).ContainsAnyExcept((byte)0);

    /// <summary>True if the sector is that of a FAT file system, which has the same signature.</summary>
    public static bool IsFileSystem(ReadOnlySpan<byte> header) => header[0x10] == 2 && header[0x15] == 0xF8;

    /// <summary>Whether all entries have boot flags that the specification allows.</summary>
    public static bool HasSafeFlags(ReadOnlySpan<byte> header)
    {
        for (var index = 0; index < Entries; index++)
        {
            if (Entry(header, index)[0] is not (0x00 or 0x80))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True if there is a partition and, if it protects a GUID partition table, if it is the only one and starts at the first block.
    /// </summary>
    public static bool IsSafe(string? diskFormat, ReadOnlySpan<byte> header)
    {
        if (diskFormat is "aki" or "ari")
        {
            return true;
        }

        List<int> used = [];
        var protects = false;
        for (var index = 0; index < Entries; index++)
        {
            var entry = Entry(header, index);
            if (entry[TypeOffset] == 0)
            {
                continue;
            }

            used.Add(index);
            protects |= entry[TypeOffset] == GptType;
            if (entry[TypeOffset] == GptType
                && (entry[1..TypeOffset] is not [0, 2, 0] || BinaryPrimitives.ReadUInt32LittleEndian(entry[FirstBlockOffset..]) != 1))
            {
                return false;
            }
        }

        return used.Count > 0 && (!protects || used is [0]);
    }

    private static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> header, int index) => header.Slice(Start + (index * EntrySize), EntrySize);
}
