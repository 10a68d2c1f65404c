using OpenStackImage.Errors;

namespace OpenStackImage.Files;

/// <summary>Opens local files, and converts their failures to one type of exception.</summary>
internal static class LocalFile
{
    /// <summary>Data is read and written in chunks that are larger than the buffer of the stream.</summary>
    public const int NoBuffer = 1;

    public const FileOptions Streaming = FileOptions.Asynchronous | FileOptions.SequentialScan;

    private const int FirstChunk = 4096;
    private const string Action = "Check the path, the permissions and the free space.";

    /// <summary>Opens a file to read it. Devices and FIFOs are refused: they have no end, or block the process that opens them.</summary>
    /// <exception cref="FileException">It does not exist, is not a regular file, or cannot be read.</exception>
    public static FileStream OpenRegular(string path) => Try(path, () => KindBehindLinks(path) switch
    {
        FileKind.Regular => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, NoBuffer, Streaming),
        FileKind.Missing => throw NotFound(path),
        FileKind.Directory => throw IsFolder(path),
        _ => throw NotRegular(path),
    });

    /// <summary>Reads a whole regular file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="maxBytes">A size that no genuine file of this kind exceeds.</param>
    /// <exception cref="FileException">It does not exist, is not a regular file, is larger, or cannot be read.</exception>
    public static byte[] ReadBytes(string path, int maxBytes) => TryReadBytes(path, maxBytes) ?? throw new FileException(
        ErrorIds.FileFailed, $"'{path}' is larger than {ByteSize.Limit(maxBytes)}, and is not read.", "Check the path.")
    {
        Path = path,
    };

    /// <summary>Reads a whole regular file; null if it is larger than a size.</summary>
    /// <exception cref="FileException">It does not exist, is not a regular file, or cannot be read.</exception>
    public static byte[]? TryReadBytes(string path, int maxBytes)
    {
        using var stream = OpenRegular(path);
        return Try(path, () =>
        {
            // Files in /proc have the length 0.
            var buffer = new byte[Math.Min(Math.Max(stream.Length, FirstChunk), maxBytes) + 1];
            var length = 0;
            int read;
            while ((read = stream.Read(buffer, length, buffer.Length - length)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
                }
            }

            Array.Resize(ref buffer, length);
            return buffer;
        });
    }

    /// <exception cref="FileException">The file cannot be used.</exception>
    public static T Try<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception failure) when (IsAboutFile(failure))
        {
            throw Failed(path, failure);
        }
    }

    /// <inheritdoc cref="Try"/>
    public static Task TryAsync(string path, Func<Task> use) => TryAsync(path, async () =>
    {
        await use().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc cref="Try"/>
    public static async Task<T> TryAsync<T>(string path, Func<Task<T>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsAboutFile(failure))
        {
            throw Failed(path, failure);
        }
    }

    /// <summary>Returns the error of a file that cannot be used.</summary>
    public static FileException Failed(string path, Exception failure) => failure switch
    {
        FileNotFoundException => NotFound(path, failure),
        DirectoryNotFoundException => NoFolder(System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : path, failure),
        _ => new FileException(ErrorIds.FileFailed, $"'{path}' cannot be used: {MessageOf(failure)}", Action, failure) { Path = path },
    };

    /// <summary>Returns the error of a file that does not exist.</summary>
    public static FileException NotFound(string path, Exception? failure = null)
        => new(ErrorIds.FileNotFound, $"The file '{path}' does not exist.", "Check the path.", failure) { Path = path };

    /// <summary>Returns the error of a folder where a file is expected.</summary>
    public static FileException IsFolder(string path)
        => new(ErrorIds.FileFailed, $"'{path}' is a folder.", "Specify a file.") { Path = path };

    /// <summary>Returns the error of a device, a FIFO or a socket.</summary>
    public static FileException NotRegular(string path)
        => new(ErrorIds.FileFailed, $"'{path}' is not a regular file.", "Specify a regular file.") { Path = path };

    /// <summary>Without the name of a parameter of .NET, which is on the same line or, on .NET Framework, on the next.</summary>
    private static string MessageOf(Exception failure)
        => failure is ArgumentException { ParamName: { } name }
            ? failure.Message.Replace($" (Parameter '{name}')", "").Split('\r', '\n')[0]
            : failure.Message;

    private static FileException NoFolder(string folder, Exception failure)
        => new(
            ErrorIds.FileNotFound,
            File.Exists(folder) ? $"'{folder}' is a file, not a folder." : $"The folder '{folder}' does not exist.",
            "Check the path.",
            failure)
        { Path = folder };

    /// <summary>Returns the kind of the file at the end of all links.</summary>
    public static FileKind KindBehindLinks(string path)
        => FileStatus.KindOf(path) is FileKind.Link ? KindOfTarget(path) : FileStatus.KindOf(path);

    private static FileKind KindOfTarget(string link)
#if NET
        => File.ResolveLinkTarget(link, returnFinalTarget: true) is { } target ? FileStatus.KindOf(target.FullName) : FileKind.Special;
#else
        => File.Exists(link) ? FileKind.Regular : Directory.Exists(link) ? FileKind.Directory : FileKind.Missing;
#endif

    private static bool IsAboutFile(Exception failure)
        => failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
