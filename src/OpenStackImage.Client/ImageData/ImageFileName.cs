using System.Globalization;
using System.Text;

namespace OpenStackImage.ImageData;

/// <summary>
/// The encoder for file names that contain text of an image. Every user of the cloud can choose names and disk formats, so they must not
/// lead to another folder, a device, or a hidden file on any platform.
/// </summary>
internal static class ImageFileName
{
    /// <summary>The longest file name of the usual file systems, in bytes of UTF-8.</summary>
    public const int MaxBytes = 255;

    private const int MaxExtension = 16;
    private const string Reserved = "\\/:*?\"<>|";
    private const string EndOfPart = ".part";

    /// <summary>Windows opens devices by these names, with any extension.</summary>
    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
            .. new[] { "COM", "LPT" }.SelectMany(port => "0123456789¹²³".Select(number => port + number)),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the name of the file that an image is saved as in a folder: its name, or its ID if it has none, and its disk format as
    /// extension.
    /// </summary>
    /// <param name="image">The image. Its ID is a valid one.</param>
    public static string Of(Image image)
    {
        var name = Clean(image.Name ?? "");
        var extension = Extension(image.DiskFormat);
        if (name.Length == 0)
        {
            name = image.Id;
        }

        if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            name = name.Substring(0, name.Length - extension.Length);
        }

        name = Cut(name.TrimEnd(' ', '.'), MaxBytes - Encoding.UTF8.GetByteCount(extension)).TrimEnd(' ', '.');
        return (name.Length == 0 ? image.Id : WithoutDevice(name)) + extension;
    }

    /// <summary>Returns the name of a temporary file in the folder of another file.</summary>
    /// <param name="fileName">The name of the other file.</param>
    /// <param name="key">Makes the name unique.</param>
    public static string OfPart(string fileName, string key)
    {
        var end = $".{key}{EndOfPart}";
        return Cut(fileName, MaxBytes - Encoding.UTF8.GetByteCount(end)) + end;
    }

    /// <summary>
    /// Returns the form of a path for comparisons. It is equal for paths that some file system treats as the same: macOS does not
    /// distinguish composed and decomposed characters. The comparison ignores case.
    /// </summary>
    public static string Folded(string path)
    {
        try
        {
            return path.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair.
            return path;
        }
    }

    private static string Extension(string? format)
    {
        var isSafe = format is { Length: > 0 and <= MaxExtension }
            && format.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
        return isSafe ? "." + format : "";
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                clean.Append(text[index]).Append(text[++index]);
            }
            else
            {
                clean.Append(IsSafe(text[index]) ? text[index] : '_');
            }
        }

        return clean.ToString().Trim(' ', '.');
    }

    /// <summary>No file system can encode half a surrogate pair. Format characters change the displayed order of a text.</summary>
    private static bool IsSafe(char character) => Reserved.IndexOf(character) < 0 && CharUnicodeInfo.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    private static string WithoutDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ');
        return Devices.Contains(stem) ? "_" + Cut(name, MaxBytes - MaxExtension - 2) : name;
    }

    private static string Cut(string text, int maxBytes)
    {
        var bytes = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var isPair = char.IsHighSurrogate(text[index]) && index + 1 < text.Length;
            bytes += isPair ? 4 : text[index] < 0x80 ? 1 : text[index] < 0x800 ? 2 : 3;
            if (bytes > maxBytes)
            {
                return text.Substring(0, index);
            }

            index += isPair ? 1 : 0;
        }

        return text;
    }
}
