using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.ImageData;

/// <summary>The temporary file of a download, which only its user may read and write until it gets its final name.</summary>
internal static class PartFile
{
    /// <summary>Opens the file of an earlier download, or creates it.</summary>
    /// <exception cref="FileException">It is not a regular file of this user.</exception>
    public static FileStream Open(string path, bool resumes)
        => resumes && FileStatus.KindOf(path) != FileKind.Missing ? OpenOwn(path) : CreateNew(path);

#if NET
    /// <summary>The bits of a mode that a file of data may have: it must not run as its owner because the file before it did.</summary>
    private const UnixFileMode Permissions = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Sets the permissions that the target has, or those of a new file. A file keeps its own on file systems that cannot change them,
    /// such as FAT, and if there is no space for another file.
    /// </summary>
    public static void SetMode(FileStream part, DownloadTarget target)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            var mode = target.Exists ? File.GetUnixFileMode(target.Path) : ModeOfNewFile(Path.GetDirectoryName(part.Name) ?? "");
            File.SetUnixFileMode(part.SafeFileHandle, mode & Permissions);
        }
        catch (Exception failure) when (
            failure is (IOException or UnauthorizedAccessException) and not DirectoryNotFoundException)
        {
            // The data is complete, and only the user may read it.
        }
    }

    /// <summary>.NET does not show the umask; a new file does.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOfNewFile(string folder)
    {
        var path = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        using var probe = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, LocalFile.NoBuffer, FileOptions.DeleteOnClose);
        return File.GetUnixFileMode(probe.SafeFileHandle);
    }
#endif

    private static FileStream CreateNew(string path)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = LocalFile.NoBuffer,
            Options = LocalFile.Streaming,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, LocalFile.NoBuffer, LocalFile.Streaming);
#endif
    }

    private static FileStream OpenOwn(string path)
    {
        if (FileStatus.KindOf(path) == FileKind.Regular)
        {
            var part = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, LocalFile.NoBuffer, LocalFile.Streaming);
            if (FileStatus.IsOwnRegularFile(part.SafeFileHandle, path))
            {
#if NET
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(part.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
#endif
                return part;
            }

            part.Dispose();
        }

        throw new FileException(
            ErrorIds.FileFailed,
            $"The temporary file '{path}' is not a regular file of this user.",
            "Remove it, or save the image to another folder or without -Resume.");
    }
}
