using OpenStackImage.Errors;
using OpenStackImage.Files;

namespace OpenStackImage.ImageData;

/// <summary>The file that a download creates or replaces. A symbolic link is kept, and its target is replaced.</summary>
internal sealed class DownloadTarget
{
#if NET
    /// <summary>The maximum number of links that Linux follows.</summary>
    private const int MaxLinks = 40;

#endif
    private DownloadTarget(string path, bool exists) => (Path, Exists) = (path, exists);

    /// <summary>The full path, with links resolved.</summary>
    public string Path { get; }

    /// <summary>True if the file existed before, and is to be replaced.</summary>
    public bool Exists { get; }

    /// <summary>Verifies that a file can be created at a path, before anything is downloaded.</summary>
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
    public static FileException Present(string path)
        => new(ErrorIds.FileExists, $"The file '{path}' exists.", "Use -Force to replace it.") { Path = path };

    /// <exception cref="FileException">The target of the link does not exist, or another user has created the link.</exception>
    private static string BehindLink(string path)
    {
#if NET
        var target = path;
        for (var hop = 0; hop < MaxLinks && FileStatus.KindOf(target) == FileKind.Link; hop++)
        {
            if (FileStatus.IsLinkOfAnotherUser(target))
            {
                throw new FileException(
                    ErrorIds.FileFailed,
                    $"'{target}' is a link that another user has created.",
                    "Remove the link, or specify the file it leads to.");
            }

            target = File.ResolveLinkTarget(target, returnFinalTarget: false)!.FullName;
        }

        if (FileStatus.KindOf(target) is not (FileKind.Missing or FileKind.Link))
        {
            return target;
        }

#endif
        throw new FileException(
            ErrorIds.FileFailed, $"'{path}' is a link to a file that does not exist.", "Remove the link, or specify another path.");
    }
}
