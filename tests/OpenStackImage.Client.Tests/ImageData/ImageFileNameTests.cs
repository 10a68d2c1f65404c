using System.Text;
using CsCheck;
using OpenStackImage.ImageData;

namespace OpenStackImage.Client.Tests.ImageData;

/// <summary>The encoder of file names.</summary>
public sealed class ImageFileNameTests
{
    private const string Id = "11111111-2222-3333-4444-555555555555";
    private const int Cases = 10_000;

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹", "CONIN$"];

    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char['\u0000', '\uffff'], 0, 300],
        Gen.String[Gen.Char["../\\:*?<>|\"\0\r\n .~-aé漢\u0e01\u202e\ud83d\ude00"], 0, 300],
        Gen.Int[0, Devices.Length - 1].Select(Gen.String[Gen.Char[". x"], 0, 4], (device, end) => Devices[device] + end));


    [Fact]
    public void Any_name_and_format_give_a_safe_file_name()
        => Gen.Select(AnyName, AnyName).Sample((name, format) =>
        {
            var file = ImageFileName.Of(new Image { Id = Id, Name = name, DiskFormat = format });

            return file.Length > 0
                && Encoding.UTF8.GetByteCount(file) <= ImageFileName.MaxBytes
                && !file.Any(character => char.IsControl(character) || "\\/:*?\"<>|".Contains(character, StringComparison.Ordinal))
                && file[0] is not (' ' or '.') && file[^1] is not (' ' or '.')
                && Path.GetFileName(file) == file
                && !Devices.Contains(file.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)
                && new UTF8Encoding(false, true).GetString(Encoding.UTF8.GetBytes(file)) == file;
        }, iter: Cases);

    [Fact]
    public void Any_name_gives_a_temporary_file_that_fits()
        => AnyName.Sample(
            name =>
            {
                var part = ImageFileName.OfPart(ImageFileName.Of(new Image { Id = Id, Name = name }), Id);

                return Encoding.UTF8.GetByteCount(part) <= ImageFileName.MaxBytes && part.EndsWith($".{Id}.part", StringComparison.Ordinal);
            },
            iter: Cases);

    [Theory]
    [InlineData("ubuntu", "qcow2", "ubuntu.qcow2")]
    [InlineData("ubuntu.QCOW2", "qcow2", "ubuntu.qcow2")]
    [InlineData("..", "raw", Id + ".raw")]
    [InlineData(null, "raw", Id + ".raw")]
    [InlineData("COM¹.x", "raw", "_COM¹.x.raw")]
    [InlineData("com1 .x", null, "_com1 .x")]
    [InlineData("console", "raw", "console.raw")]
    public void The_file_name_consists_of_the_name_or_ID_and_the_disk_format(string? name, string? format, string file)
        => Assert.Equal(file, ImageFileName.Of(new Image { Id = Id, Name = name, DiskFormat = format }));

    [Fact]
    public void The_name_of_a_partial_file_fits_the_longest_name()
        => Assert.Equal(ImageFileName.MaxBytes, Encoding.UTF8.GetByteCount(ImageFileName.OfPart(new string('é', 127), Id)) + 1);
}
