using System.Text;
using OpenStackImage.Errors;
using OpenStackImage.Files;
using OpenStackImage.ImageData;

namespace OpenStackImage.Sharing;

/// <summary>Reads and writes sharing files. The extension of the name determines the format.</summary>
internal static class SharingFile
{
    /// <summary>The size of about 100,000 entries.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Windows PowerShell writes UTF-16 by default. All other text is UTF-8.</summary>
    private static readonly (byte[] Mark, Encoding Encoding)[] Encodings =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([], Utf8),
    ];

    private enum Format
    {
        Yaml,
        Json,
        Csv,
    }

    /// <summary>Checks that the name of a file has a known extension.</summary>
    /// <exception cref="SharingFileException">It has another extension.</exception>
    public static void RequireFormat(string path) => FormatOf(path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="SharingFileException">It is not a sharing file; the message names the line.</exception>
    /// <exception cref="FileException">It cannot be read.</exception>
    public static SharingDocument Read(string path)
    {
        var format = FormatOf(path);
        var bytes = LocalFile.TryReadBytes(path, MaxBytes) ?? throw SharingFileException.Malformed(
            path, 0, $"the file is larger than {ByteSize.Limit(MaxBytes)}, and is not read.");
        return Read(path, Decode(path, bytes), format);
    }

    /// <summary>Writes a file: a temporary file next to the target, which is renamed when it is complete.</summary>
    /// <param name="target">The file to create or replace.</param>
    /// <param name="document">The content.</param>
    /// <param name="cancellationToken">Cancels the operation; the target is then unchanged.</param>
    /// <exception cref="FileException">It cannot be written.</exception>
    public static async Task WriteAsync(DownloadTarget target, SharingDocument document, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, Utf8, bufferSize: 16 * 1024, leaveOpen: true))
        {
            Write(text, document, FormatOf(document.Path));
        }

        using var sink = new FileSink(target, imageId: "", resumes: false);
        await sink.WriteAsync(bytes.GetBuffer(), (int)bytes.Length, cancellationToken).ConfigureAwait(false);
        sink.Finish();
    }

    /// <summary>Reads a text in the format of a file name.</summary>
    /// <inheritdoc cref="Read(string)"/>
    internal static SharingDocument Parse(string path, string text) => Read(path, text, FormatOf(path));

    /// <summary>Returns a document as text in the format of its file name.</summary>
    internal static string Text(SharingDocument document)
    {
        using var text = new StringWriter();
        Write(text, document, FormatOf(document.Path));
        return text.ToString();
    }

    private static SharingDocument Read(string path, string text, Format format)
    {
        if (text.IndexOf('\0') is >= 0 and var nul)
        {
            throw SharingFileException.Malformed(path, LineAt(text, nul), "the file contains a NUL character. Save it as UTF-8 text.");
        }

        var builder = new SharingDocumentBuilder(path);
        return format switch
        {
            Format.Json => SharingJsonReader.Read(builder, text),
            Format.Csv => SharingCsv.Read(builder, text),
            _ => new SharingYamlReader(builder, text).Read(),
        };
    }

    private static void Write(TextWriter text, SharingDocument document, Format format)
    {
        switch (format)
        {
            case Format.Json:
                SharingJsonWriter.Write(text, document);
                break;
            case Format.Csv:
                SharingCsv.Write(text, document);
                break;
            default:
                new SharingYamlWriter(text).Write(document);
                break;
        }
    }

    private static Format FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".yaml" or ".yml" => Format.Yaml,
        ".json" => Format.Json,
        ".csv" => Format.Csv,
        _ => throw new SharingFileException(
            ErrorIds.SharingFile, path, line: 0, "the name of a sharing file ends in .yaml, .yml, .json or .csv.")
        {
            RecommendedAction = "Specify a file with one of these extensions.",
        },
    };

    private static string Decode(string path, byte[] bytes)
    {
        var (mark, encoding) = Encodings.First(known => bytes.Take(known.Mark.Length).SequenceEqual(known.Mark));
        try
        {
            return encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length);
        }
        catch (ArgumentException exception)
        {
            var at = exception is DecoderFallbackException { Index: >= 0 } fallback
                ? Math.Min(mark.Length + fallback.Index, bytes.Length)
                : 0;
            throw SharingFileException.Malformed(
                path, 1 + bytes.Take(at).Count(value => value == (byte)'\n'), "the file is not UTF-8 text. Save it as UTF-8.");
        }
    }

    private static int LineAt(string text, int at) => 1 + text.Take(at).Count(character => character == '\n');
}
