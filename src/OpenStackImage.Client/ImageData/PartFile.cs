using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.ImageData;

/// <summary>The temporary file of a download. Only its user can read and write it until it gets its final name.</summary>
internal static class PartFile
{
    /// <summary>Opens the file of an earlier download, or creates it.</summary>
    /// <exception cref="FileException">It is not a regular file of this user.</exception>
    public static FileStream Open(string path, bool resumes)
        => resumes && FileStatus.KindOf(path) != FileKind.Missing ? OpenOwn(path) : CreateNew(path);

#if NET
    /// <summary>The permission bits of a data file. The set-user-ID bit of a replaced file is not copied.</summary>
    private const UnixFileMode Permissions = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Sets the permissions of the target, or those of a new file. The permissions remain unchanged on file systems that cannot change
    /// them, such as FAT, and if there is no space for another file.
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

    /// <summary>.NET does not return the umask, so it is read from a new file.</summary>
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
