using OpenStackImage.Errors;

namespace OpenStackImage.ImageData;

/// <summary>The file that a download creates or replaces. A symbolic link stays, and the file it leads to is replaced.</summary>
internal sealed class DownloadTarget
{
    private DownloadTarget(string path, bool exists) => (Path, Exists) = (path, exists);

    /// <summary>The full path, with links resolved.</summary>
    public string Path { get; }

    /// <summary>True if the file existed before, and is to be replaced.</summary>
    public bool Exists { get; }

    /// <summary>Checks that a path can become a file, before anything is downloaded.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="replaces">True if a regular file may be replaced.</param>
    /// <exception cref="FileException">A file exists, or what exists is not a regular file.</exception>
    public static DownloadTarget Of(string path, bool replaces) => LocalFile.Try(path, () =>
    {
        var kind = FileStatus.KindOf(path);
        if (kind == FileKind.Missing)
        {
            return new DownloadTarget(path, exists: false);
        }

        if (!replaces)
        {
            throw Present(path);
        }

        var target = kind == FileKind.Link ? BehindLink(path) : path;
        return FileStatus.KindOf(target) == FileKind.Regular ? new DownloadTarget(target, exists: true) : throw LocalFile.NotRegular(path);
    });

    /// <summary>Returns the error of a file that exists.</summary>
    public static FileException Present(string path) => new(ErrorIds.FileExists, $"The file '{path}' exists.", "Use -Force to replace it.");

    private static string BehindLink(string path)
    {
#if NET
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true } target)
        {
            return target.FullName;
        }
#endif
        throw new FileException(
            ErrorIds.FileFailed, $"'{path}' is a link to a file that does not exist.", "Remove the link, or specify another path.");
    }
}
