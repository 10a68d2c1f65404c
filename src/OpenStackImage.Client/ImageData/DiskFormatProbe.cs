using System.Text;
using OpenStackImage.Errors;
using OpenStackImage.Images;

namespace OpenStackImage.ImageData;

/// <summary>
/// Detects the format of a disk by the signature at its beginning (oslo_utils/imageutils/format_inspector.py lists them). Data without a
/// signature is raw.
/// </summary>
internal static class DiskFormatProbe
{
    /// <summary>The number of bytes to inspect: an ISO 9660 file has its signature in its 17th sector of 2 KiB.</summary>
    public const int HeadSize = 36 * 1024;

    private static readonly (string Format, int Offset, byte[] Mark)[] Marks =
    [
        (ImageFormats.Qcow2, 0, [(byte)'Q', (byte)'F', (byte)'I', 0xfb]),
        (ImageFormats.Vmdk, 0, Encoding.ASCII.GetBytes("KDMV")),
        (ImageFormats.Vmdk, 0, Encoding.ASCII.GetBytes("# Disk DescriptorFile")),
        (ImageFormats.Vhdx, 0, Encoding.ASCII.GetBytes("vhdxfile")),
        (ImageFormats.Vhd, 0, Encoding.ASCII.GetBytes("conectix")),
        (ImageFormats.Vdi, 64, [0x7f, 0x10, 0xda, 0xbe]),
        (ImageFormats.Ploop, 0, Encoding.ASCII.GetBytes("WithoutFreeSpace")),
        (ImageFormats.Ploop, 0, Encoding.ASCII.GetBytes("WithouFreSpacExt")),
        (ImageFormats.Iso, 32 * 1024 + 1, Encoding.ASCII.GetBytes("CD001")),
    ];

    /// <summary>Returns the format of a disk that begins with these bytes.</summary>
    public static string Recognize(ArraySegment<byte> head)
        => Marks.FirstOrDefault(mark => Has(head, mark.Offset, mark.Mark)).Format ?? ImageFormats.Raw;

    /// <summary>
    /// Refuses data whose format is not the specified one. A server that is created from a disk of the wrong format may not start. If a
    /// disk is declared as raw, a guest can even write a header of its choice to it.
    /// </summary>
    /// <param name="said">The specified disk format.</param>
    /// <param name="found">What <see cref="Recognize"/> says.</param>
    /// <param name="what">The file or image, for the message.</param>
    /// <exception cref="ImageDataException">They contradict each other.</exception>
    public static void Check(string said, string found, string what)
    {
        var canTell = Marks.Any(mark => mark.Format == said) || said == ImageFormats.Raw;

        // A hybrid ISO is a raw disk, too.
        if (canTell && said != found && !(said == ImageFormats.Raw && found == ImageFormats.Iso))
        {
            throw new ImageDataException(
                ErrorIds.FormatMismatch,
                found == ImageFormats.Raw
                    ? $"{what} does not begin with the signature of the format {said}."
                    : $"{what} begins with the signature of the format {found}, not {said}.",
                $"Use -DiskFormat {found}, convert it (qemu-img convert -O {said}), or use -SkipFormatCheck to send it anyway.");
        }
    }

    private static bool Has(ArraySegment<byte> head, int offset, byte[] mark)
    {
        if (head.Count < offset + mark.Length)
        {
            return false;
        }

        for (var index = 0; index < mark.Length; index++)
        {
            if (head.Array![head.Offset + offset + index] != mark[index])
            {
                return false;
            }
        }

        return true;
    }
}
