using System.Text;
using OpenStackImage.Files;
using YamlDotNet.Core;

namespace OpenStackImage.Configuration;

/// <summary>Reads a configuration file.</summary>
internal static class ConfigurationFile
{
    /// <summary>A file with 1,000 clouds has a size of about 300 KB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the mapping that a file contains; an empty file is an empty mapping.</summary>
    /// <exception cref="ConfigurationFileException">
    /// It is too large, not YAML, or not a mapping; the message names the file and line.
    /// </exception>
    /// <exception cref="FileException">It is not a regular file, or cannot be read.</exception>
    public static ConfigurationNode Read(string path)
    {
        var bytes = LocalFile.TryReadBytes(path, MaxBytes) ?? throw new ConfigurationFileException(
            $"{path} is larger than {ByteSize.Limit(MaxBytes)}, so it is not read.");
        using var text = new StreamReader(new MemoryStream(bytes), Utf8, detectEncodingFromByteOrderMarks: true);
        var reader = new YamlReader(path, text);
        try
        {
            var root = reader.ReadDocument();
            return root.IsEmpty || root.Entries is not null
                ? ConfigurationNode.Mapping(root.Place, root.RequireEntries("the file"))
                : throw root.Unexpected("the file", "a mapping that begins with 'clouds:'");
        }
        catch (YamlException exception)
        {
            throw reader.Broken(
                LineOfTab(exception, bytes) ?? exception.End.Line,
                $"this is not YAML: {exception.Message} Expected lines of the form 'key: value', indented with spaces.");
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + bytes.Take(IndexOf(bytes, exception.BytesUnknown)).Count(value => value == '\n');
            throw reader.Broken(line, $"the bytes {BitConverter.ToString(exception.BytesUnknown ?? [])} are not UTF-8. "
                + "Save the file as UTF-8.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NullReferenceException)
        {
            // For some texts that are not YAML, the parser throws these exceptions.
            throw new ConfigurationFileException($"{path}: this is not YAML: {exception.Message}");
        }
    }

    private static int IndexOf(byte[] bytes, byte[]? part)
        => part is not { Length: > 0 } ? 0
            : Enumerable.Range(0, bytes.Length - part.Length + 1)
                .FirstOrDefault(at => bytes.Skip(at).Take(part.Length).SequenceEqual(part));

    /// <summary>The parser reports a tab in the indentation on the lines before it.</summary>
    private static long? LineOfTab(YamlException exception, byte[] bytes)
    {
        var lines = exception.Message.Contains("tab") ? Encoding.UTF8.GetString(bytes).Split('\n') : [];
        var at = Array.FindIndex(lines, line => line.Substring(0, line.Length - line.TrimStart().Length).Contains("\t"));
        return at < 0 ? null : at + 1;
    }
}
