#if NET
using System.Runtime.InteropServices;
using System.Text;
#endif
using Microsoft.Win32.SafeHandles;

namespace OpenStackImage.Files;

/// <summary>The kind of file that a path leads to. Links are not followed.</summary>
internal enum FileKind
{
    Missing,
    Regular,
    Link,
    Directory,

    /// <summary>A device, a FIFO or a socket.</summary>
    Special,
}

/// <summary>The kind and the owner of files. .NET shows neither on Unix; the native library of its runtime does.</summary>
internal static class FileStatus
{
#if NET
    private const string Library = "libSystem.Native";
    private const int FormatMask = 0xF000;
    private const uint RootId = 0;

    // statx(2), whose structure is the same on all architectures.
    private const int ItselfIfEmpty = 0x1000;
    private const uint OnlyLinks = 0x4;
    private const int OffsetOfLinks = 16;
    private const int SizeOfExtended = 256;

    /// <summary>Returns the kind of file that a path leads to.</summary>
    public static FileKind KindOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return KindOnWindows(path);
        }

        return Read(path) is { } status ? KindOf(status) : FileKind.Missing;
    }

    /// <summary>
    /// True if an open file is a regular file of the current user, the one that a path leads to, and has no other name: another user
    /// can create a hard link to a file of the current user.
    /// </summary>
    public static bool IsOwnRegularFile(SafeFileHandle handle, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return KindOnWindows(path) == FileKind.Regular;
        }

        return ReadHandle(handle, out var opened) == 0 && Read(path) is { } named
            && KindOf(opened) == FileKind.Regular
            && opened.UserId == EffectiveUserId()
            && (opened.Device, opened.Inode) == (named.Device, named.Inode)
            && LinksOf(handle) is null or 1;
    }

    /// <summary>True if a path leads to an open file. A user who can write to the folder can replace the file.</summary>
    public static bool IsAt(SafeFileHandle handle, string path)
        => OperatingSystem.IsWindows()
            || (ReadHandle(handle, out var opened) == 0 && Read(path) is { } named
                && (opened.Device, opened.Inode) == (named.Device, named.Inode));

    /// <summary>
    /// True for a symbolic link that was created by a user other than the current one and root. Such a user could otherwise choose the file
    /// that is written.
    /// </summary>
    public static bool IsLinkOfAnotherUser(string path)
        => !OperatingSystem.IsWindows() && Read(path) is { } status && KindOf(status) == FileKind.Link
            && status.UserId != RootId && status.UserId != EffectiveUserId();

    /// <summary>
    /// True for a file that neither belongs to the current user, nor to root, nor to the user who started the process with sudo.
    /// </summary>
    public static bool IsOfAnotherUser(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var target = KindOf(path) == FileKind.Link ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        return new[] { path, target }.Any(file => Read(file) is { } status && status.UserId != RootId && status.UserId != EffectiveUserId()
            && !(EffectiveUserId() == RootId && $"{status.UserId}" == Environment.GetEnvironmentVariable("SUDO_UID")));
    }

    /// <summary>The number of names of an open file; null if the system does not report it.</summary>
    private static uint? LinksOf(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var status = new byte[SizeOfExtended];
            var result = ReadExtended((int)handle.DangerousGetHandle(), "\0"u8.ToArray(), ItselfIfEmpty, OnlyLinks, status);
            return result == 0 ? BitConverter.ToUInt32(status, OffsetOfLinks) : null;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static UnixStatus? Read(string path)
    {
        if (path.IndexOf('\0') >= 0)
        {
            // The system would read the path only up to the NUL.
            return null;
        }

        var withoutSlash = path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : path;
        return ReadLink(Encoding.UTF8.GetBytes(withoutSlash + '\0'), out var status) == 0 ? status : null;
    }

    private static FileKind KindOf(UnixStatus status) => (status.Mode & FormatMask) switch
    {
        0x8000 => FileKind.Regular,
        0xA000 => FileKind.Link,
        0x4000 => FileKind.Directory,
        _ => FileKind.Special,
    };

    [DllImport(Library, EntryPoint = "SystemNative_LStat")]
    private static extern int ReadLink(byte[] path, out UnixStatus status);

    [DllImport(Library, EntryPoint = "SystemNative_FStat")]
    private static extern int ReadHandle(SafeHandle handle, out UnixStatus status);

    [DllImport(Library, EntryPoint = "SystemNative_GetEUid")]
    private static extern uint EffectiveUserId();

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int ReadExtended(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    /// <summary>The structure FileStatus of the runtime (src/native/libs/System.Native/pal_io.h), with space for later fields.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct UnixStatus
    {
        [FieldOffset(4)]
        public int Mode;

        [FieldOffset(8)]
        public uint UserId;

        [FieldOffset(88)]
        public long Device;

        [FieldOffset(104)]
        public long Inode;
    }
#else
    /// <summary>Returns the kind of file that a path leads to.</summary>
    public static FileKind KindOf(string path) => KindOnWindows(path);

    /// <summary>False: the files of Windows are protected by the access lists of their folders.</summary>
    public static bool IsOfAnotherUser(string path) => path.Length == 0;

    /// <summary>True if an open file is a regular file.</summary>
    public static bool IsOwnRegularFile(SafeFileHandle handle, string path) => !handle.IsInvalid && KindOnWindows(path) == FileKind.Regular;
#endif

    private static FileKind KindOnWindows(string path)
    {
        var file = new FileInfo(path);
        return (int)file.Attributes == -1 ? FileKind.Missing
            : file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
            : file.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Directory
            : file.Attributes.HasFlag(FileAttributes.Device) ? FileKind.Special
            : FileKind.Regular;
    }
}
