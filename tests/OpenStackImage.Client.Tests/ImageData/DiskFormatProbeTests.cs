using System.Text;
using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>The detection of disk formats by signatures.</summary>
public sealed class DiskFormatProbeTests
{
    [Theory]
    [InlineData("QFI\u00fb", 0, "qcow2")]
    [InlineData("KDMV", 0, "vmdk")]
    [InlineData("# Disk DescriptorFile", 0, "vmdk")]
    [InlineData("vhdxfile", 0, "vhdx")]
    [InlineData("conectix", 0, "vhd")]
    [InlineData("\u007f\u0010\u00da\u00be", 64, "vdi")]
    [InlineData("WithouFreSpacExt", 0, "ploop")]
    [InlineData("CD001", 32_769, "iso")]
    [InlineData("conectix", 1, "raw")]
    [InlineData("CD001", 32_768, "raw")]
    public void A_signature_at_its_offset_determines_the_format(string signature, int offset, string format)
    {
        var head = new byte[DiskFormatProbe.HeadSize];
        Encoding.Latin1.GetBytes(signature).CopyTo(head, offset);

        Assert.Equal(format, DiskFormatProbe.Recognize(new ArraySegment<byte>(head)));
    }

    [Fact]
    public void Data_that_ends_within_a_signature_is_raw()
    {
        var bytes = Encoding.ASCII.GetBytes("xvhdxfile");

        Assert.Equal("vhdx", DiskFormatProbe.Recognize(new ArraySegment<byte>(bytes, 1, 8)));
        Assert.Equal("raw", DiskFormatProbe.Recognize(new ArraySegment<byte>(bytes, 1, 7)));
        Assert.Equal("raw", DiskFormatProbe.Recognize(new ArraySegment<byte>([])));
    }

    [Theory]
    [InlineData("qcow2", "qcow2")]
    [InlineData("raw", "iso")]
    [InlineData("aki", "raw")]
    [InlineData("aki", "qcow2")]
    public void A_format_that_the_data_does_not_contradict_is_accepted(string said, string found)
        => DiskFormatProbe.Check(said, found, "disk.img");

    [Theory]
    [InlineData("raw", "qcow2", "disk.img begins with the signature of the format qcow2, not raw.")]
    [InlineData("qcow2", "raw", "disk.img does not begin with the signature of the format qcow2.")]
    [InlineData("iso", "vmdk", "disk.img begins with the signature of the format vmdk, not iso.")]
    public void A_format_that_contradicts_the_data_is_refused(string said, string found, string message)
    {
        var failure = Assert.Throws<ImageDataException>(() => DiskFormatProbe.Check(said, found, "disk.img"));

        Assert.Equal(("FormatMismatch", message), (failure.ErrorId, failure.Message));
    }
}
