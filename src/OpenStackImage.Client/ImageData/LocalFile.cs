using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>How files are opened, and what goes wrong with them.</summary>
internal static class LocalFile
{
    /// <summary>The pieces are larger than any buffer of the stream's own.</summary>
    public const int NoBuffer = 1;

    public const FileOptions Streaming = FileOptions.Asynchronous | FileOptions.SequentialScan;

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
    public static async Task TryAsync(string path, Func<Task> use)
    {
        try
        {
            await use().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsAboutFile(failure))
        {
            throw Failed(path, failure);
        }
    }

    /// <summary>The error of a file that cannot be used.</summary>
    public static FileException Failed(string path, Exception failure)
        => new(ErrorIds.FileFailed, $"'{path}' cannot be used: {failure.Message}", "Check the path, the permissions and the room on the disk.", failure);

    private static bool IsAboutFile(Exception failure) => failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
