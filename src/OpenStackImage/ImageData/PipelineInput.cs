using System.Collections;
using System.Management.Automation;
using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>Recognizes the data in an object of the pipeline: bytes, or the path of a file. Text is never treated as data.</summary>
internal static class PipelineInput
{
    /// <summary>Properties of a pipeline object that name a file.</summary>
    private static readonly string[] PathProperties = ["LiteralPath", "Path", "FullName", "PSPath"];

    /// <summary>Returns bytes; null for anything else.</summary>
    public static byte[]? BytesOf(PSObject input) => input.BaseObject switch
    {
        byte[] bytes => bytes,
        byte single => [single],
        IList list when list.Count > 0 && list.Cast<object?>().All(item => PowerShellValue.Unwrap(item) is byte)
            => [.. list.Cast<object?>().Select(item => (byte)PowerShellValue.Unwrap(item)!)],
        _ => null,
    };

    /// <summary>Returns the path of a file, or of an object with a property that names one; null for anything else.</summary>
    public static string? FileOf(PSObject input) => input.BaseObject switch
    {
        FileInfo file => file.FullName,
        PSCustomObject => PathOf(input),
        _ => null,
    };

    /// <summary>Returns the error of an object that is not data.</summary>
    public static ImageDataException NotBinary(object value) => new(
        ErrorIds.InputNotBinary,
        value is string
            ? "The pipeline contains text, which PowerShell decoded; it is not the data of an image. Nothing was sent."
            : $"The pipeline contains objects of the type {value.GetType().FullName}, not bytes. Nothing was sent.",
        "Use -Path for a file, or pipe bytes: Get-Content -AsByteStream -ReadCount 1MB. Write the output of a program to a file first, "
            + "or pass its stream with -InputStream.");

    private static string? PathOf(PSObject row)
        => PathProperties.Select(name => row.Properties[name]?.Value?.ToString()).FirstOrDefault(path => !string.IsNullOrEmpty(path));
}
